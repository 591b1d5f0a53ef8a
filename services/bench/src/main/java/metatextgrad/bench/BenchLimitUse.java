package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;
import org.HdrHistogram.Histogram;

/**
 * Measures how much of its limit a worker uses while requests wait, with a model whose latency
 * varies. A slow call must not delay others.
 */
final class BenchLimitUse {
    private static final Duration EVERY = Duration.ofMillis(20);

    private BenchLimitUse() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        int limit = ModelEndpoints.IN_FLIGHT;
        BenchWork work = BenchWork.of(scale.burst() + 2 * limit);
        Histogram seen = new Histogram(3);
        try (SimulatorServer models = BenchModels.start(BenchModels.LIKE_REAL);
                WorkerServicePart worker =
                        environment.startWorker(ModelEndpoints.simulated(models.baseUrl(), limit));
                WorkerClient requester = WorkerClient.ofWorker(environment);
                ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
            var unused =
                    watch.scheduleWithFixedDelay(
                            () -> look(models, work.count(), limit, seen),
                            0,
                            EVERY.toMillis(),
                            TimeUnit.MILLISECONDS);
            requester.ask(work, worker::live);
        }
        if (seen.getTotalCount() == 0) throw Exit.FAILURE.problem("too few calls to look at");
        return List.of(
                figure(
                                "use.mean",
                                "mean calls in flight by the limit, lognormal 1 s",
                                seen.getMean() / limit,
                                "")
                        .atLeast(0.9),
                figure("use.least", "  least of that", (double) seen.getMinValue() / limit, ""));
    }

    /** Records calls in flight, from reaching the limit until too few requests are left. */
    private static void look(SimulatorServer models, int calls, int limit, Histogram seen) {
        long arrived = models.calls().calls();
        boolean filled = models.calls().maxInFlight() >= limit || arrived > 2L * limit;
        if (filled && arrived < calls - limit / 4) seen.recordValue(models.calls().inFlight());
    }
}
