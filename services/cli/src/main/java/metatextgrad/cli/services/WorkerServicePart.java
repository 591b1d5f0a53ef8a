package metatextgrad.cli.services;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.ops.KafkaMeters;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.WorkerReports;
import metatextgrad.services.worker.WorkerStatus;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.services.worker.scheduler.ModelStatus;
import metatextgrad.streams.DeadLetterLog;
import metatextgrad.topics.Topics;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker with its model client, started and closed together. */
public final class WorkerServicePart implements ServicePart {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerServicePart.class);

    private final ModelRouter model;
    private final LlmWorker worker;
    private final EventWriter letters;
    private final Duration drain;

    private WorkerServicePart(
            ModelRouter model, LlmWorker worker, EventWriter letters, Duration drain) {
        this.model = model;
        this.worker = worker;
        this.letters = letters;
        this.drain = drain;
    }

    public static WorkerServicePart start(
            Settings settings, ModelEndpoint endpoint, WorkerMeters meters, Tracing tracing) {
        WorkerSettings worker =
                new WorkerSettings(
                        settings, endpoint, WorkerSerde.registry(settings.registry()), tracing);
        EventWriter letters = new EventWriter(settings, EventSerde.registry(settings.registry()));
        ModelRouter model = CliSettings.client(endpoint, endpoint.maxInFlight());
        WorkerServicePart part =
                new WorkerServicePart(
                        model,
                        new LlmWorker(
                                worker,
                                model,
                                meters,
                                reports(letters, meters, endpoint.baseUrl())),
                        letters,
                        endpoint.drain());
        part.worker.start();
        return part;
    }

    /**
     * Returns the models of which no call can succeed until a user fixes it, and why; empty if all
     * can be used.
     */
    public Optional<String> problem() {
        WorkerStatus status = worker.status();
        if (status instanceof WorkerStatus.Failed failed) return Optional.of(failed.reason());
        // Calls to an unreachable model are retried: a short outage must not end a run.
        return status instanceof WorkerStatus.Running(ModelStatus.Unavailable(String reason))
                ? Optional.of(reason)
                : Optional.empty();
    }

    @Override
    public Report report() {
        WorkerStatus status = worker.status();
        return new Report(List.of(new Check(LlmWorker.NAME, status.state(), status.text())));
    }

    /** Returns whether it can still make progress. */
    public boolean live() {
        return report().live();
    }

    @Override
    public @Nullable EnvironmentProblem end() {
        if (!(worker.status() instanceof WorkerStatus.Failed failed)) return null;
        return failed.exit() == WorkerStatus.CONFIGURATION
                ? Exit.CONFIGURATION.problem("%s: %s", LlmWorker.NAME, failed.reason())
                : ServicePart.failed(LlmWorker.NAME, failed.reason());
    }

    @Override
    public void measure(KafkaMeters kafka) {
        worker.measure(kafka);
    }

    @Override
    public void close() {
        worker.close(drain);
        model.close();
        letters.close();
    }

    private static WorkerReports reports(EventWriter letters, WorkerMeters meters, URI address) {
        return new WorkerReports() {
            // Called in order, from one thread.
            private boolean unreachable;

            private final DeadLetterLog log = new DeadLetterLog();
            private final InstantSource clock = InstantSource.system();

            @Override
            public void status(WorkerStatus status) {
                boolean was = unreachable;
                unreachable =
                        status instanceof WorkerStatus.Running(ModelStatus.Unreachable(String r));
                if (unreachable) {
                    LOG.warn("llm-worker: {}: {}", address, status.text());
                } else if (was && status.state() == State.READY) {
                    LOG.info("llm-worker: the model at {} is reachable again", address);
                } else if (status instanceof WorkerStatus.Failed
                        || status
                                instanceof
                                WorkerStatus.Running(ModelStatus.Unavailable(String r))) {
                    LOG.warn("llm-worker: {}", status.text());
                } else {
                    LOG.debug("llm-worker: {}", status.text());
                }
            }

            @Override
            public void deadLetters(List<DeadLetter> poison) {
                letters.send(Topics.DEAD_LETTERS, poison);
                poison.forEach(meters::record);
                poison.forEach(letter -> log.add(letter, clock.millis()));
            }
        };
    }
}
