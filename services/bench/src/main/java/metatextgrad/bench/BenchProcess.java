package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.config.Settings;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;

/**
 * Measures a worker in its own JVM: processor time per call at full load, and whether a thousand
 * calls in flight fit into a small heap.
 */
final class BenchProcess {
    private static final int OPEN = 1000;
    private static final LatencyPlan LONG = new LatencyPlan.Fixed(Duration.ofSeconds(3));

    private BenchProcess() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        List<BenchFigure> figures = new ArrayList<>();
        progress.accept("processor time for a call");
        figures.addAll(cpu(environment, scale));
        progress.accept("%d calls in flight with -Xmx%s".formatted(OPEN, WorkerProcess.HEAP));
        figures.addAll(open(environment, scale));
        return figures;
    }

    private static List<BenchFigure> cpu(BenchEnvironment environment, BenchScale scale) {
        Settings settings = environment.topics("bench-cpu.", 3);
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                WorkerProcess worker =
                        WorkerProcess.start(settings, "cpu", BenchModels.endpoint(models));
                WorkerClient requester = WorkerClient.ofWorker(environment, settings)) {
            requester.ask(BenchWork.of(scale.path() * 4, 4), worker::live);
            BenchWork work = BenchWork.of(scale.path() * 3, 4);
            Duration before = worker.cpu();
            BenchTimes times = requester.ask(work, worker::live);
            double millis = worker.cpu().minus(before).toNanos() / 1e6;
            return List.of(
                    figure(
                                    "worker.cpu",
                                    "processor time of a worker for a call of 4 KiB",
                                    millis / times.calls(),
                                    "ms")
                            .atMost(1.5),
                    figure("worker.rate", "  while it makes", times.rate(), "calls/s"));
        }
    }

    private static List<BenchFigure> open(BenchEnvironment environment, BenchScale scale) {
        Settings settings = environment.topics("bench-open.", 3);
        try (SimulatorServer models = BenchModels.start(LONG);
                WorkerProcess worker =
                        WorkerProcess.start(
                                settings,
                                "open",
                                ModelEndpoints.simulated(models.baseUrl(), OPEN));
                WorkerClient requester = WorkerClient.ofWorker(environment, settings)) {
            requester.ask(BenchWork.of(OPEN / 10, 8), worker::live);
            BenchWork work = BenchWork.of(Math.max(OPEN * 5 / 2, scale.burst()), 8);
            requester.ask(work, worker::live);
            List<BenchFigure> figures = new ArrayList<>();
            figures.add(
                    figure(
                                    "small.inFlight",
                                    "calls of 8 KiB in flight with -Xmx" + WorkerProcess.HEAP,
                                    models.calls().maxInFlight(),
                                    "")
                            .atLeast(OPEN));
            figures.addAll(BenchMemory.of(worker.pid(), "small.resident", "  resident memory"));
            return figures;
        }
    }
}
