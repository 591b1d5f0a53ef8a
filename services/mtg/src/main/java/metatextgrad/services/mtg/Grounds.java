package metatextgrad.services.mtg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.experiment.Experiment;
import metatextgrad.experiment.LocalGround;
import metatextgrad.experiment.Method;
import metatextgrad.llm.LanguageModel;
import metatextgrad.services.worker.OpenAiModel;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.ModelEndpoint;

/** Carries out experiments in memory or on Kafka, with simulated models or a real one. */
final class Grounds {
    /** As many seeds side by side: in memory each of them asks one call after another. */
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private Grounds() {}

    static Experiment run(
            Study study, List<Method> methods, int seeds, boolean local, Consumer<String> progress)
            throws InterruptedException {
        try {
            return local
                    ? inMemory(study, methods, seeds, progress)
                    : onKafka(study, methods, seeds, progress);
        } catch (IllegalStateException e) {
            throw Exit.FAILURE.problem(e, "the experiment ended early: %s", e.getMessage());
        }
    }

    private static Experiment inMemory(
            Study study, List<Method> methods, int seeds, Consumer<String> progress)
            throws InterruptedException {
        if (study.models() != null)
            return inMemory(study, methods, seeds, study.simulated(), progress);
        ModelEndpoint endpoint = real(study);
        try (OpenAiModel model =
                new OpenAiModel(
                        endpoint.baseUrl(),
                        Configured.key(endpoint),
                        THREADS,
                        InstantSource.system())) {
            return inMemory(study, methods, seeds, model, progress);
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
                seed -> new LocalGround(model, study.tasks()),
                THREADS,
                progress);
    }

    private static Experiment onKafka(
            Study study, List<Method> methods, int seeds, Consumer<String> progress)
            throws InterruptedException {
        SimulatorConfig models = study.models();
        if (models == null) return onKafka(study, methods, seeds, real(study), progress);
        try (SimulatorServer server = SimulatorServer.start(models)) {
            ModelEndpoint endpoint = AllInOne.simulated(server.baseUrl());
            return onKafka(study, methods, seeds, endpoint, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Experiment onKafka(
            Study study,
            List<Method> methods,
            int seeds,
            ModelEndpoint endpoint,
            Consumer<String> progress)
            throws InterruptedException {
        try (Workspace folder = Workspace.temporary();
                AllInOne all =
                        AllInOne.start(
                                folder.path(), AllInOne.PortChoice.ANY, endpoint, 1, progress);
                KafkaGround ground = new KafkaGround(all, study.tasks(), progress)) {
            folder.closeOnExit(all);
            return Experiment.run(
                    study.project(), study.tasks(), methods, seeds, seed -> ground, 1, progress);
        }
    }

    private static ModelEndpoint real(Study study) {
        ModelEndpoint endpoint = Configured.read().model();
        ModelProbe.check(endpoint, study.project());
        return endpoint;
    }
}
