package metatextgrad.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.experiments.CallPrices;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.LocalExperimentEnvironment;
import metatextgrad.experiments.Method;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.project.Prices;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;

/** Runs experiments in memory or on Kafka, with simulated models or a real one. */
final class ExperimentEnvironments {
    /** Seeds side by side: in memory each of them makes one call after another. */
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private ExperimentEnvironments() {}

    /** {@code worldSeeds} is how many seeds of the simulator are used in turn, in memory only. */
    static Experiment run(
            Study study,
            List<Method> methods,
            int seeds,
            int worldSeeds,
            boolean local,
            Consumer<String> progress)
            throws InterruptedException {
        try {
            SimulatorConfig models = study.models();
            if (local && models != null)
                return inMemory(
                        study,
                        methods,
                        seeds,
                        seed -> study.simulated((seed - 1) % worldSeeds),
                        Prices.NONE,
                        progress);
            if (models == null) {
                ModelEndpoint endpoint = CliSettings.read().model();
                ModelProbe.check(endpoint, study.project());
                if (!local) return onKafka(study, methods, seeds, endpoint, progress);
                try (ModelRouter model = CliSettings.client(endpoint, THREADS)) {
                    return inMemory(
                            study, methods, seeds, seed -> model, endpoint.prices(), progress);
                }
            }
            try (SimulatorServer server = SimulatorServer.start(models)) {
                ModelEndpoint endpoint = ModelEndpoints.simulated(server.baseUrl());
                return onKafka(study, methods, seeds, endpoint, progress);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            throw Exit.FAILURE.problem(e, "the experiment failed: %s", e.getMessage());
        }
    }

    private static Experiment inMemory(
            Study study,
            List<Method> methods,
            int seeds,
            LongFunction<LanguageModel> model,
            Prices prices,
            Consumer<String> progress)
            throws InterruptedException {
        return Experiment.run(
                study.project(),
                study.tasks(),
                methods,
                seeds,
                CallPrices.of(study.project(), prices),
                seed -> new LocalExperimentEnvironment(model.apply(seed), study.tasks()),
                THREADS,
                progress);
    }

    private static Experiment onKafka(
            Study study,
            List<Method> methods,
            int seeds,
            ModelEndpoint endpoint,
            Consumer<String> progress)
            throws InterruptedException {
        try (Platform platform = Platform.start(endpoint, progress);
                KafkaExperimentEnvironment environment =
                        new KafkaExperimentEnvironment(platform, study, progress)) {
            return Experiment.run(
                    study.project(),
                    study.tasks(),
                    methods,
                    seeds,
                    CallPrices.of(study.project(), endpoint.prices()),
                    seed -> environment,
                    1,
                    progress);
        }
    }
}
