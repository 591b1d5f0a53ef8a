package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.model.Prices;
import metatextgrad.services.mtg.BenchFigure.Target;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.streams.ModelEndpoint;

/**
 * How much of a server's rate limit a worker uses that knows it, and how often it is refused. What
 * the server has saved up is spent before, or no refusal could come.
 */
final class BenchRate implements BenchPart {
    private static final int LIMIT = 3000;

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public List<BenchFigure> measure(
            BenchGround ground, BenchScale scale, Consumer<String> progress) {
        SimulatorConfig config = SimulatorConfig.of("demo").withRateLimit(new RateLimit(LIMIT, 0));
        try (SimulatorServer models = BenchModels.start(config);
                BenchDirect direct = new BenchDirect(models.baseUrl(), 16);
                WorkerPart worker = ground.startWorker(endpoint(models));
                BenchAsker asker = BenchAsker.ofWorker(ground)) {
            progress.accept("spending the %d calls the server has saved up".formatted(LIMIT));
            direct.exhaust(LIMIT * 2);
            BenchWork work = BenchWork.of(LIMIT / 60 * scale.rate());
            long before = models.calls().calls();
            progress.accept("%d calls at %d a minute".formatted(work.count(), LIMIT));
            BenchTimes times = asker.ask(work, work.requests(), () -> worker.report().live());
            double arrived = models.calls().calls() - before;
            return List.of(
                    BenchFigure.of(
                                    "rate.used",
                                    "calls by the limit of %d a minute".formatted(LIMIT),
                                    times.rate() * 60 / LIMIT,
                                    "")
                            .against(Target.atLeast(0.95)),
                    BenchFigure.of(
                                    "rate.refused",
                                    "  of all calls refused with 429",
                                    (arrived - times.calls()) * 100 / arrived,
                                    "%")
                            .against(Target.atMost(1)));
        }
    }

    private static ModelEndpoint endpoint(SimulatorServer models) {
        return new ModelEndpoint(
                models.baseUrl(),
                "simulated",
                null,
                ModelEndpoints.IN_FLIGHT,
                ModelEndpoints.IN_FLIGHT,
                ModelEndpoints.DRAIN,
                LIMIT,
                null,
                Prices.NONE);
    }
}
