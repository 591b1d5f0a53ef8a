package metatextgrad.services.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.DeadLetter;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every ask on {@code llm-requests} once, and buys every call once (RELIABILITY §§2, 3).
 * Threads: one polls, one commits, one reads recorded answers, one hears what people say of budgets
 * and runs, and each attempt has its own.
 */
public final class LlmWorker implements AutoCloseable {
    public static final String NAME = "llm-worker";

    private static final Logger LOG = LoggerFactory.getLogger(LlmWorker.class);

    private final WorkerTimer timer = new WorkerTimer();
    private final WorkerReports reports;
    private final ReportedStatus status;
    private final ModelCaller caller;
    private final Desk desk;
    private final PollLoop poll;
    private final LedgerLoader ledgers;
    private final CompletionCommitter committer;
    private final AnswerReader answers;
    private final Hearing hearing;

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

    LlmWorker(
            WorkerSettings settings,
            WorkerClients clients,
            LanguageModel model,
            WorkerMeters meters,
            WorkerReports reports) {
        RetryPolicy retries = RetryPolicy.standard(() -> ThreadLocalRandom.current().nextDouble());
        this.reports = reports;
        status = new ReportedStatus(reports, timer);
        caller = new ModelCaller(model);
        Gate gate = new Gate(new Budgets(InstantSource.system()), new Pricing(settings.prices()));
        desk =
                new Desk(
                        settings.places(),
                        gate,
                        settings.rates(meters),
                        retries,
                        new Effects(),
                        meters);
        hearing = new Hearing(clients, settings, desk, this::failed);
        poll = new PollLoop(settings, clients.requests(), desk, new Owner());
        LedgerReader reader = new LedgerReader(clients, settings, retries.maxPaidAttempts());
        ledgers = new LedgerLoader(reader, desk, timer, this::failed);
        answers = new AnswerReader(clients, settings, this::failed);
        WorkerTransaction transaction =
                new WorkerTransaction(
                        new WorkerTopics(settings.prefix()),
                        settings.events().serializer(),
                        clients::producer);
        committer =
                new CompletionCommitter(
                        desk, transaction, poll::group, ledgers::load, this::failed);
    }

    /** Returns at once; {@link WorkerReports#status} says when it runs. */
    public void start() {
        committer.start();
        answers.start();
        hearing.start();
        poll.start();
    }

    /** How it is now. Any thread. */
    public WorkerStatus status() {
        return status.now();
    }

    /** Waits for no call that is out; see {@link #close(Duration)}. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /**
     * Takes nothing new, waits for the calls that are out, commits what they bring, and ends. What
     * is left is in doubt for whoever takes over. A second call with no patience ends the wait of
     * the first.
     *
     * @param drain the longest wait: no less than the longest call
     */
    public void close(Duration drain) {
        status.becomes(new WorkerStatus.Draining());
        desk.drain();
        if (drain.isZero()) desk.abandon();
        if (!desk.awaitQuiet(desk.partitions(), drain)) LOG.atWarn().log("calls are left in doubt");
        desk.abandon();
        poll.close();
        committer.close();
        answers.close();
        hearing.close();
        ledgers.close();
        status.becomes(new WorkerStatus.Closed());
        timer.close();
    }

    private void failed(Exception cause) {
        WorkerStatus.Failed end = FailureTable.status(cause);
        if (end.exit() == WorkerStatus.SOFTWARE) {
            LOG.atError().setCause(cause).log("the worker cannot go on");
        } else {
            LOG.atDebug().setCause(cause).log(end.reason());
        }
        status.becomes(end);
        desk.abandon();
        // Whoever has our name now has our transactions too: a producer of ours would break them.
        if (cause instanceof FencedInstanceIdException) committer.stop();
    }

    private final class Owner implements PollLoop.Owner {
        @Override
        public void joined() {
            if (status.now() instanceof WorkerStatus.Starting)
                status.becomes(new WorkerStatus.Running());
        }

        @Override
        public void load(List<Lease> leases) {
            ledgers.load(leases);
        }

        @Override
        public void poison(List<DeadLetter> letters) {
            reports.deadLetters(letters);
        }

        @Override
        public void failed(Exception cause) {
            LlmWorker.this.failed(cause);
        }
    }

    private final class Effects implements DeskEffects {
        @Override
        public void commit(Work work) {
            committer.add(work);
        }

        @Override
        public void call(Flight flight) {
            caller.call(flight, desk);
        }

        @Override
        public void read(AnswerPlace place, Consumer<@Nullable WorkerAnswer> then) {
            answers.read(place, then);
        }

        @Override
        public void look(AnswerPlace place, Consumer<Boolean> then) {
            answers.look(place, then);
        }

        @Override
        public void recall(int partition, long offset, Consumer<@Nullable WorkerRequest> then) {
            answers.request(partition, offset, then);
        }

        @Override
        public void after(Duration wait, Runnable then) {
            timer.after(wait, then);
        }

        @Override
        public void away(@Nullable String reason) {
            status.becomes(
                    reason == null
                            ? new WorkerStatus.Running()
                            : new WorkerStatus.ModelUnreachable(reason));
        }

        @Override
        public void outage(@Nullable String reason) {
            status.becomes(
                    reason == null
                            ? new WorkerStatus.Running()
                            : new WorkerStatus.ModelUnavailable(reason));
        }
    }
}
