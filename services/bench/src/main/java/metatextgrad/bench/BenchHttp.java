package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.llm.LlmRequest;
import metatextgrad.simulator.PlainServer;
import org.HdrHistogram.Histogram;

/**
 * Measures HTTP alone: one call after another, with the worker's client, to a model that answers at
 * once. Sizes are below and above 8 KiB, where a client that waits for an acknowledgement between
 * two writes takes 40 ms and more. Sizes take turns, so that other work of the machine affects all.
 */
final class BenchHttp {
    private static final List<Integer> KIBI = List.of(1, 4, 7, 9, 20, 100);
    private static final int WARM_UP = 20;

    /** Calls of one size. */
    private record Sized(int kibi, List<LlmRequest> calls, Histogram micros) {
        Sized(int kibi, int calls) {
            this(kibi, BenchWork.of(calls, kibi).requests(), new Histogram(3));
        }
    }

    private BenchHttp() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        try (PlainServer models = BenchModels.plain();
                DirectClient direct = new DirectClient(models.baseUrl(), 1)) {
            warmUp(direct, Duration.ofSeconds(scale.warmUp()), progress);
            List<Sized> sizes = sizes(scale.direct());
            go(direct, sizes);
            return sizes.stream().flatMap(size -> figures(size).stream()).toList();
        }
    }

    /** Repeats all sizes until they get no faster: code for long prompts is compiled last. */
    private static void warmUp(DirectClient direct, Duration max, Consumer<String> progress) {
        long start = System.nanoTime();
        WarmUpDetector settling = WarmUpDetector.begin();
        while (!settling.settled() && System.nanoTime() - start < max.toNanos()) {
            List<Sized> sizes = sizes(WARM_UP);
            long began = System.nanoTime();
            go(direct, sizes);
            settling = settling.with(System.nanoTime() - began);
        }
        progress.accept(
                "warmed up by %d calls of each size".formatted(settling.rounds().size() * WARM_UP));
    }

    private static List<Sized> sizes(int calls) {
        return KIBI.stream().map(kibi -> new Sized(kibi, calls)).toList();
    }

    private static void go(DirectClient direct, List<Sized> sizes) {
        for (int call = 0; call < sizes.getFirst().calls().size(); call++) {
            for (Sized size : sizes)
                size.micros().recordValue(direct.micros(size.calls().get(call)));
        }
    }

    private static List<BenchFigure> figures(Sized size) {
        return List.of(millis(size, 50).atMost(2), millis(size, 99).atMost(8));
    }

    private static BenchFigure millis(Sized size, int percentile) {
        return figure(
                "http.p%d.%dKiB".formatted(percentile, size.kibi()),
                "HTTP leg alone, prompt of %d KiB, p%d".formatted(size.kibi(), percentile),
                BenchTimes.millis(size.micros(), percentile),
                "ms");
    }
}
