package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.RateLimit;

/**
 * Measures how much of a known rate limit a worker uses, and how often the server refuses a call.
 * The server's unused quota is spent first, otherwise the server would refuse no call.
 */
final class BenchRate {
    private static final int LIMIT = 3000;

    private BenchRate() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        SimulatorConfig config = SimulatorConfig.of("demo").withRateLimit(new RateLimit(LIMIT, 0));
        try (SimulatorServer models = BenchModels.start(config);
                DirectClient direct = new DirectClient(models.baseUrl(), 16);
                WorkerServicePart worker =
                        environment.startWorker(
                                ModelEndpoints.simulated(
                                        models.baseUrl(), ModelEndpoints.IN_FLIGHT, LIMIT));
                WorkerClient requester = WorkerClient.ofWorker(environment)) {
            progress.accept("using the %d calls of the server's unused quota".formatted(LIMIT));
            direct.exhaust(LIMIT * 2);
            BenchWork work = BenchWork.of(LIMIT / 60 * scale.rate());
            long before = models.calls().calls();
            progress.accept("%d calls at %d a minute".formatted(work.count(), LIMIT));
            BenchTimes times = requester.ask(work, worker::live);
            double arrived = models.calls().calls() - before;
            return List.of(
                    figure(
                                    "rate.used",
                                    "calls by the limit of %d a minute".formatted(LIMIT),
                                    times.rate() * 60 / LIMIT,
                                    "")
                            .atLeast(0.95),
                    figure(
                                    "rate.refused",
                                    "  of all calls refused with 429",
                                    (arrived - times.calls()) * 100 / arrived,
                                    "%")
                            .atMost(1));
        }
    }
}
