package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;

/** Measures how many calls one worker has in flight at a model that takes a second. */
final class BenchInFlight {
    private static final Duration MODEL = Duration.ofSeconds(1);
    private static final int WARM_UP = 60;

    private BenchInFlight() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(new LatencyPlan.Fixed(MODEL));
                WorkerServicePart worker = environment.startWorker(BenchModels.endpoint(models));
                WorkerClient requester = WorkerClient.ofWorker(environment)) {
            requester.ask(BenchWork.of(WARM_UP), worker::live);
            progress.accept("%d calls of %d s at once".formatted(scale.burst(), MODEL.toSeconds()));
            BenchWork work = BenchWork.of(scale.burst());
            BenchTimes times = requester.ask(work, worker::live);
            return figures(models, times);
        }
    }

    private static List<BenchFigure> figures(SimulatorServer models, BenchTimes times) {
        return List.of(
                figure(
                                "inFlight.max",
                                "calls in flight in one worker, 1 s model, most",
                                models.calls().maxInFlight(),
                                "")
                        .atLeast(ModelEndpoints.IN_FLIGHT),
                figure(
                        "inFlight.mean",
                        "calls in flight in one worker, 1 s model, mean",
                        times.rate() * MODEL.toMillis() / 1000.0,
                        ""),
                figure("inFlight.rate", "answers of that worker", times.rate(), "calls/s"),
                figure(
                        "inFlight.repeated",
                        "calls made more than once",
                        BenchModels.repeated(models),
                        ""));
    }
}
