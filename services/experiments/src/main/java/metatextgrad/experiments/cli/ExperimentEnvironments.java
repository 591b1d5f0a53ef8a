package metatextgrad.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.LocalExperimentEnvironment;
import metatextgrad.experiments.Method;
import metatextgrad.llm.LanguageModel;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;

/** Runs experiments in memory or on Kafka, with simulated models or a real one. */
final class ExperimentEnvironments {
    /** Seeds side by side: in memory each of them makes one call after another. */
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private ExperimentEnvironments() {}

    static Experiment run(
            Study study, List<Method> methods, int seeds, boolean local, Consumer<String> progress)
            throws InterruptedException {
        try {
            SimulatorConfig models = study.models();
            if (local && models != null)
                return inMemory(study, methods, seeds, study.simulated(), progress);
            if (models == null) {
                ModelEndpoint endpoint = CliSettings.read().model();
                ModelProbe.check(endpoint, study.project());
                if (!local) return onKafka(study, methods, seeds, endpoint, progress);
                try (ModelRouter model = CliSettings.client(endpoint, THREADS)) {
                    return inMemory(study, methods, seeds, model, progress);
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
            LanguageModel model,
            Consumer<String> progress)
            throws InterruptedException {
        return Experiment.run(
                study.project(),
                study.tasks(),
                methods,
                seeds,
                seed -> new LocalExperimentEnvironment(model, study.tasks()),
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
                    seed -> environment,
                    1,
                    progress);
        }
    }
}
