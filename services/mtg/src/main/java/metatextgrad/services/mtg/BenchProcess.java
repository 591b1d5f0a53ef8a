package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.services.mtg.BenchFigure.Target;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.streams.Settings;

/**
 * What a worker alone in its JVM takes: processor time for a call while it makes as many as it can,
 * and whether a thousand open calls fit into a small heap.
 */
final class BenchProcess implements BenchPart {
    private static final int OPEN = 1000;
    private static final LatencyPlan LONG = new LatencyPlan.Fixed(Duration.ofSeconds(3));

    @Override
    public String name() {
        return "process";
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<BenchFigure> measure(
            BenchGround ground, BenchScale scale, Consumer<String> progress) {
        List<BenchFigure> figures = new ArrayList<>();
        progress.accept("processor time for a call");
        figures.addAll(cpu(ground, scale));
        progress.accept("%d calls in flight with -Xmx%s".formatted(OPEN, BenchChild.HEAP));
        figures.addAll(open(ground, scale));
        return figures;
    }

    private static List<BenchFigure> cpu(BenchGround ground, BenchScale scale) {
        Settings settings = ground.topics("bench-cpu.", 3);
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                BenchChild worker =
                        BenchChild.start(
                                settings,
                                "cpu",
                                BenchModels.endpoint(models, ModelEndpoints.IN_FLIGHT));
                BenchAsker asker = BenchAsker.ofWorker(ground, settings)) {
            BenchWork warmUp = BenchWork.of(scale.path() * 4, 4);
            asker.ask(warmUp, warmUp.requests(), worker::live);
            BenchWork work = BenchWork.of(scale.path() * 3, 4);
            Duration before = worker.cpu();
            BenchTimes times = asker.ask(work, work.requests(), worker::live);
            double millis = worker.cpu().minus(before).toNanos() / 1e6;
            return List.of(
                    BenchFigure.of(
                                    "worker.cpu",
                                    "processor time of a worker for a call of 4 KiB",
                                    millis / times.calls(),
                                    "ms")
                            .against(Target.atMost(1.5)),
                    BenchFigure.of("worker.rate", "  while it makes", times.rate(), "calls/s"));
        }
    }

    private static List<BenchFigure> open(BenchGround ground, BenchScale scale) {
        Settings settings = ground.topics("bench-open.", 3);
        try (SimulatorServer models = BenchModels.start(LONG);
                BenchChild worker =
                        BenchChild.start(settings, "open", BenchModels.endpoint(models, OPEN));
                BenchAsker asker = BenchAsker.ofWorker(ground, settings)) {
            BenchWork warmUp = BenchWork.of(OPEN / 10, 8);
            asker.ask(warmUp, warmUp.requests(), worker::live);
            BenchWork work = BenchWork.of(Math.max(OPEN * 5 / 2, scale.burst()), 8);
            asker.ask(work, work.requests(), worker::live);
            List<BenchFigure> figures = new ArrayList<>();
            figures.add(
                    BenchFigure.of(
                                    "small.inFlight",
                                    "calls of 8 KiB in flight with -Xmx" + BenchChild.HEAP,
                                    models.calls().mostInFlight(),
                                    "")
                            .against(Target.atLeast(OPEN)));
            figures.addAll(BenchMemory.of(worker.pid(), "small.resident", "  resident memory"));
            return figures;
        }
    }
}
