package metatextgrad.services.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.llm.LanguageModel;
import metatextgrad.ops.KafkaMeters;
import metatextgrad.services.worker.kafka.AnswerReader;
import metatextgrad.services.worker.kafka.CompletionCommitter;
import metatextgrad.services.worker.kafka.ControlTopicListener;
import metatextgrad.services.worker.kafka.LedgerLoader;
import metatextgrad.services.worker.kafka.LedgerReader;
import metatextgrad.services.worker.kafka.PollLoop;
import metatextgrad.services.worker.kafka.RequestTraces;
import metatextgrad.services.worker.kafka.WorkerClients;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.services.worker.kafka.WorkerTimer;
import metatextgrad.services.worker.kafka.WorkerTransaction;
import metatextgrad.services.worker.scheduler.ConcurrencyLimiter;
import metatextgrad.services.worker.scheduler.RequestScheduler;
import metatextgrad.services.worker.scheduler.RetryPolicy;
import metatextgrad.services.worker.scheduler.SchedulerEffect;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Commit;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LoadLedger;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LookUp;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Measured;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ParkedExpired;
import metatextgrad.services.worker.scheduler.SchedulerEffect.SetTimer;
import metatextgrad.services.worker.scheduler.SchedulerEffect.StartCall;
import metatextgrad.services.worker.scheduler.SchedulerEffect.StatusChanged;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Write;
import metatextgrad.services.worker.scheduler.SchedulerInput.DrainStarted;
import metatextgrad.services.worker.scheduler.SchedulerLock;
import metatextgrad.services.worker.scheduler.SchedulerTime;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request on {@code llm-requests} once, and makes every call once (RELIABILITY §§2,
 * 3). One thread polls, one commits, one reads recorded answers, one reads the control topics, and
 * each attempt has its own. {@link RequestScheduler} decides; this class executes its effects.
 */
public final class LlmWorker implements AutoCloseable {
    public static final String NAME = WorkerSettings.NAME;

    /** Logger of the warning that a model has no price. */
    public static final String PRICE_LOGGER = PriceCheck.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(LlmWorker.class);

    private final WorkerTimer timer = new WorkerTimer();
    private final WorkerMeters meters;
    private final ReportedStatus status;
    private final ModelCaller caller;
    private final PriceCheck prices;
    private final SchedulerLock scheduler;
    private final Consumer<byte[], byte[]> requests;
    private final PollLoop poll;
    private final LedgerLoader ledgers;
    private final CompletionCommitter committer;
    private final AnswerReader answers;
    private final ControlTopicListener control;

    /**
     * @param model called from many threads at once
     * @param meters one for all workers of a process
     */
    public LlmWorker(
            WorkerSettings settings,
            LanguageModel model,
            WorkerMeters meters,
            WorkerReports reports) {
        this(settings, new WorkerClients(settings), model, meters, reports);
    }

    /**
     * @param clients creates the Kafka clients; tests add fail points
     */
    public LlmWorker(
            WorkerSettings settings,
            WorkerClients clients,
            LanguageModel model,
            WorkerMeters meters,
            WorkerReports reports) {
        RetryPolicy retries = RetryPolicy.standard();
        this.meters = meters;
        status = new ReportedStatus(reports, timer);
        RequestTraces traces = new RequestTraces(settings.tracing(), settings.group());
        caller = new ModelCaller(model, meters, traces);
        ModelEndpoint endpoint = settings.endpoint();
        prices = new PriceCheck(endpoint.prices());
        meters.prices(endpoint.prices(), InstantSource.system());
        scheduler =
                new SchedulerLock(
                        new RequestScheduler(
                                new ConcurrencyLimiter(
                                        endpoint.maxInFlight(), endpoint.maxInFlightPerProject()),
                                settings.rates(),
                                endpoint.prices(),
                                retries),
                        () -> new SchedulerTime(System.nanoTime(), Instant.now()),
                        this::execute);
        control = new ControlTopicListener(clients, settings, scheduler, this::failed);
        requests = clients.requests();
        poll =
                new PollLoop(
                        settings,
                        requests,
                        traces,
                        scheduler,
                        this::joined,
                        reports::deadLetters,
                        this::failed);
        LedgerReader reader = new LedgerReader(clients, settings, retries.maxPaidAttempts());
        ledgers = new LedgerLoader(reader, timer, scheduler::handle, this::failed);
        answers = new AnswerReader(clients, settings, traces, scheduler, this::failed);
        WorkerTransaction transaction = new WorkerTransaction(settings, traces, clients::producer);
        committer = new CompletionCommitter(scheduler, transaction, poll::group, this::cutOff);
    }

    /** Returns at once; {@link WorkerReports#status} shows when it runs. */
    public void start() {
        committer.start();
        answers.start();
        control.start();
        poll.start();
    }

    /** Shows the metrics of its consumer of requests. */
    public void measure(KafkaMeters kafka) {
        kafka.add(requests);
    }

    /** Returns the current status. Any thread. */
    public WorkerStatus status() {
        return status.now();
    }

    /** Closes without waiting for calls in flight; see {@link #close(Duration)}. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /**
     * Accepts no new requests, waits for the calls in flight, commits their answers, and ends.
     * Calls that are still in flight are in doubt for the next owner of their partition. A second
     * close with zero ends the wait of the first.
     *
     * @param drain the longest wait; should exceed the longest call
     */
    public void close(Duration drain) {
        status.becomes(new WorkerStatus.Draining());
        scheduler.handle(new DrainStarted());
        if (drain.isZero()) scheduler.abandon();
        if (!scheduler.awaitQuiet(scheduler.partitions(), drain))
            LOG.atWarn().log("stopped with calls in doubt");
        scheduler.abandon();
        poll.close();
        committer.close();
        answers.close();
        control.close();
        ledgers.close();
        status.becomes(new WorkerStatus.Closed());
        timer.close();
    }

    private void failed(Exception cause) {
        WorkerStatus.Failed end = FatalErrors.status(cause);
        if (end.exit() == WorkerStatus.SOFTWARE) {
            LOG.atError().setCause(cause).log("the worker stopped because of an error");
        } else {
            LOG.atDebug().setCause(cause).log(end.reason());
        }
        status.becomes(end);
        if (cause instanceof FencedInstanceIdException) {
            // The process that now has this name has its transactions too: a new producer would
            // abort them.
            scheduler.abandon();
            committer.stop();
        } else {
            // Calls in flight can still be committed: what ends without them is billed again.
            scheduler.handle(new DrainStarted());
        }
    }

    /** Nothing can be committed any more, so no call is waited for. */
    private void cutOff(Exception cause) {
        failed(cause);
        scheduler.abandon();
    }

    /** Executes an effect, under the scheduler's lock, without blocking. */
    private void execute(SchedulerEffect effect) {
        switch (effect) {
            case StartCall start -> {
                prices.check(start.call().model().name());
                caller.start(start, scheduler);
            }
            case Write write -> committer.add(write.write());
            case Commit commit -> {
                // The commit thread requested it and reads it from the returned effects.
            }
            case LoadLedger load -> ledgers.load(load.assignment());
            case LookUp lookUp -> answers.add(lookUp);
            case SetTimer set -> timer.after(set.delay(), () -> scheduler.handle(set.input()));
            case StatusChanged changed ->
                    status.becomes(new WorkerStatus.Running(changed.status()));
            case ParkedExpired expired ->
                    LOG.atWarn()
                            .addKeyValue("run", expired.row().run())
                            .log("a parked request has expired");
            case Measured measured -> meters.record(measured);
        }
    }

    private void joined() {
        if (status.now() instanceof WorkerStatus.Starting) status.becomes(WorkerStatus.running());
    }
}
