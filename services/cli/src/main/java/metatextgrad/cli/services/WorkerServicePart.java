package metatextgrad.cli.services;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.WorkerReports;
import metatextgrad.services.worker.WorkerStatus;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker with its model client, started and closed together. */
public final class WorkerServicePart implements ServicePart {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerServicePart.class);

    private final OpenAiModel model;
    private final LlmWorker worker;
    private final EventWriter letters;
    private final Duration drain;

    private WorkerServicePart(
            OpenAiModel model, LlmWorker worker, EventWriter letters, Duration drain) {
        this.model = model;
        this.worker = worker;
        this.letters = letters;
        this.drain = drain;
    }

    public static WorkerServicePart start(
            Settings settings, ModelEndpoint endpoint, WorkerMeters meters) {
        WorkerSettings worker =
                new WorkerSettings(
                        settings.bootstrapServers(),
                        settings.prefix(),
                        settings.instance(),
                        WorkerSerde.registry(settings.registry()),
                        endpoint.maxInFlight(),
                        endpoint.maxInFlightPerProject(),
                        endpoint.drain(),
                        new RateLimits(
                                endpoint.requestsPerMinute(),
                                endpoint.tokensPerMinute(),
                                settings.partitions()),
                        endpoint.allowRepay(),
                        endpoint.prices(),
                        Map.copyOf(settings.kafka()));
        EventWriter letters = new EventWriter(settings, EventSerde.registry(settings.registry()));
        OpenAiModel model = CliSettings.client(endpoint, endpoint.maxInFlight());
        WorkerServicePart part =
                new WorkerServicePart(
                        model,
                        new LlmWorker(worker, model, meters, reports(letters, endpoint.baseUrl())),
                        letters,
                        endpoint.drain());
        part.worker.start();
        return part;
    }

    /**
     * Returns why no model call can succeed until a user fixes it; empty while calls can succeed.
     */
    public Optional<String> problem() {
        return switch (worker.status()) {
            case WorkerStatus.ModelUnavailable down -> Optional.of(down.reason());
            case WorkerStatus.Failed failed -> Optional.of(failed.reason());
            // Calls are retried: a short outage must not end a run.
            case WorkerStatus.ModelUnreachable s -> Optional.empty();
            case WorkerStatus.Starting s -> Optional.empty();
            case WorkerStatus.Running s -> Optional.empty();
            case WorkerStatus.Draining s -> Optional.empty();
            case WorkerStatus.Closed s -> Optional.empty();
        };
    }

    @Override
    public Report report() {
        WorkerStatus status = worker.status();
        State state =
                switch (status) {
                    case WorkerStatus.Starting s -> State.STARTING;
                    case WorkerStatus.Running s -> State.READY;
                    case WorkerStatus.ModelUnavailable s -> State.UNREADY;
                    case WorkerStatus.ModelUnreachable s -> State.UNREADY;
                    case WorkerStatus.Draining s -> State.UNREADY;
                    case WorkerStatus.Closed s -> State.UNREADY;
                    case WorkerStatus.Failed s -> State.DEAD;
                };
        return new Report(List.of(new Check(LlmWorker.NAME, state, status.text())));
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
    public void close() {
        worker.close(drain);
        model.close();
        letters.close();
    }

    private static WorkerReports reports(EventWriter letters, URI address) {
        return new WorkerReports() {
            // Called in order, from one thread.
            private boolean unreachable;

            @Override
            public void status(WorkerStatus status) {
                if (status instanceof WorkerStatus.ModelUnreachable) {
                    LOG.warn("llm-worker: {}: {}", address, status.text());
                } else if (unreachable && status.ready()) {
                    LOG.info("llm-worker: the model at {} is reachable again", address);
                } else if (status instanceof WorkerStatus.ModelUnavailable
                        || status instanceof WorkerStatus.Failed) {
                    LOG.warn("llm-worker: {}", status.text());
                } else {
                    LOG.debug("llm-worker: {}", status.text());
                }
                unreachable = status instanceof WorkerStatus.ModelUnreachable;
            }

            @Override
            public void deadLetters(List<DeadLetter> poison) {
                letters.send(Topics.DEAD_LETTERS, poison);
            }
        };
    }
}
