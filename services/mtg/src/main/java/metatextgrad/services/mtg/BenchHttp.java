package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.llm.LlmRequest;
import metatextgrad.services.mtg.BenchFigure.Target;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import org.HdrHistogram.Histogram;

/**
 * The HTTP leg alone: one call after another, by the worker's client, to a model that answers at
 * once. Sizes lie on both sides of 8 KiB, where a client that waits for an acknowledgement between
 * two writes takes 40 ms and more.
 */
final class BenchHttp implements BenchPart {
    private static final List<Integer> KIBI = List.of(1, 4, 7, 9, 20, 100);
    private static final int WARM_UP = 300;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public List<BenchFigure> measure(
            BenchGround ground, BenchScale scale, Consumer<String> progress) {
        List<BenchFigure> figures = new ArrayList<>();
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                BenchDirect direct = new BenchDirect(models, 16)) {
            direct.ask(BenchWork.of(Math.min(WARM_UP, scale.direct()), 4).requests(), 1);
            for (int size : KIBI) {
                Histogram micros = new Histogram(3);
                for (LlmRequest request : BenchWork.of(scale.direct(), size).requests())
                    micros.recordValue(direct.micros(request));
                figures.addAll(figures(size, micros));
            }
        }
        return figures;
    }

    private static List<BenchFigure> figures(int size, Histogram micros) {
        String title = "HTTP leg alone, prompt of %d KiB, ".formatted(size);
        return List.of(
                BenchFigure.of(
                                "http.p50.%dKiB".formatted(size),
                                title + "p50",
                                BenchTimes.millis(micros, 50),
                                "ms")
                        .against(Target.atMost(2)),
                BenchFigure.of(
                                "http.p99.%dKiB".formatted(size),
                                title + "p99",
                                BenchTimes.millis(micros, 99),
                                "ms")
                        .against(Target.atMost(8)));
    }
}
