package metatextgrad.services.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.model.DeadLetter;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every ask on {@code llm-requests} once, and buys every call once (RELIABILITY §§2, 3).
 * Threads: one polls, one commits, one reads recorded answers, and each attempt has its own.
 */
public final class LlmWorker implements AutoCloseable {
    public static final String NAME = "llm-worker";

    private static final Logger LOG = LoggerFactory.getLogger(LlmWorker.class);
    private static final Duration RELOAD = Duration.ofSeconds(1);
    private static final int LOADERS = 2;

    private final WorkerReports reports;
    private final ModelCaller caller;
    private final LedgerReader ledgers;
    private final Desk desk;
    private final PollLoop poll;
    private final CompletionCommitter committer;
    private final AnswerReader answers;
    private final ScheduledExecutorService timer;
    private final ExecutorService loaders;
    private volatile WorkerStatus status = new WorkerStatus.Starting();

    /**
     * @param model called from many threads at once
     * @param meters one for all workers of a process
     */
    public LlmWorker(
            WorkerSettings settings,
            LanguageModel model,
            WorkerMeters meters,
            WorkerReports reports) {
        WorkerClients clients = new WorkerClients(settings);
        RetryPolicy retries = RetryPolicy.standard(() -> ThreadLocalRandom.current().nextDouble());
        this.reports = reports;
        caller = new ModelCaller(model);
        timer = timer();
        loaders = Executors.newFixedThreadPool(LOADERS, named("mtg-worker-load"));
        ledgers = new LedgerReader(clients, settings, retries.maxPaidAttempts());
        desk = new Desk(settings.cap(), retries, new Effects(), meters);
        poll = new PollLoop(settings, clients.requests(), desk, new Owner());
        answers = new AnswerReader(clients, settings, this::failed);
        WorkerTransaction transaction =
                new WorkerTransaction(
                        new WorkerTopics(settings.prefix()),
                        settings.events().serializer(),
                        clients::producer,
                        poll::group);
        committer = new CompletionCommitter(desk, transaction, this::load, this::failed);
    }

    /** Returns at once; {@link WorkerReports#status} says when it runs. */
    public void start() {
        committer.start();
        answers.start();
        poll.start();
    }

    /** How it is now. Any thread. */
    public WorkerStatus status() {
        return status;
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
        report(new WorkerStatus.Draining());
        desk.drain();
        if (drain.isZero()) desk.abandon();
        if (!desk.awaitQuiet(desk.partitions(), drain)) LOG.atWarn().log("calls are left in doubt");
        desk.abandon();
        poll.close();
        committer.close();
        answers.close();
        loaders.shutdownNow();
        report(new WorkerStatus.Closed());
        timer.shutdown();
    }

    private void load(List<Lease> leases) {
        leases.forEach(this::load);
    }

    private void load(Lease lease) {
        execute(
                () -> {
                    try {
                        Ledger ledger = ledgers.read(lease.partition());
                        LOG.atInfo()
                                .addKeyValue("partition", lease.partition())
                                .addKeyValue("rows", ledger.size())
                                .log("ledger read");
                        desk.loaded(lease, ledger);
                    } catch (RetriableException away) {
                        LOG.atInfo()
                                .addKeyValue("cause", away.toString())
                                .log("the ledger cannot be read now");
                        later(RELOAD, () -> load(lease));
                    } catch (RuntimeException e) {
                        failed(e);
                    }
                });
    }

    private void execute(Runnable task) {
        try {
            loaders.execute(task);
        } catch (RejectedExecutionException closing) {
            LOG.atDebug().log("closing");
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tasks report their failures themselves
    private void later(Duration wait, Runnable task) {
        try {
            timer.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.atDebug().log("closing");
        }
    }

    private void failed(Exception cause) {
        LOG.atError().setCause(cause).log("the worker cannot go on");
        report(
                switch (cause) {
                    case FencedInstanceIdException fenced ->
                            new WorkerStatus.Failed(
                                    "another worker runs under this instance id: give each its"
                                            + " own, else they throw each other out for ever",
                                    WorkerStatus.CONFIGURATION);
                    case LedgerReader.Gap gap ->
                            new WorkerStatus.Failed(
                                    String.valueOf(gap.getMessage()), WorkerStatus.CONFIGURATION);
                    case RecordTooLargeException large ->
                            new WorkerStatus.Failed(
                                    "an answer does not fit its topic: give all topics the same"
                                            + " max.message.bytes; "
                                            + large.getMessage(),
                                    WorkerStatus.CONFIGURATION);
                    case AuthenticationException denied ->
                            new WorkerStatus.Failed(denied.toString(), WorkerStatus.CONFIGURATION);
                    case AuthorizationException denied ->
                            new WorkerStatus.Failed(denied.toString(), WorkerStatus.CONFIGURATION);
                    default -> new WorkerStatus.Failed(cause.toString(), WorkerStatus.SOFTWARE);
                });
        desk.abandon();
    }

    /** Told from the timer's thread, so that whoever is told may close the worker. */
    private synchronized void report(WorkerStatus next) {
        boolean over =
                switch (status) {
                    case WorkerStatus.Failed failed -> true;
                    case WorkerStatus.Closed closed -> true;
                    case WorkerStatus.Draining draining ->
                            !(next instanceof WorkerStatus.Closed
                                    || next instanceof WorkerStatus.Failed);
                    case WorkerStatus.Starting starting -> false;
                    case WorkerStatus.Running running -> false;
                    case WorkerStatus.ModelUnavailable down -> false;
                };
        if (over) return;
        status = next;
        later(Duration.ZERO, () -> reports.status(next));
    }

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, named("mtg-worker-timer"));
        // What was to be tried again is not worth waiting for; a last report is due at once.
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    private final class Owner implements PollLoop.Owner {
        @Override
        public void joined() {
            if (status instanceof WorkerStatus.Starting) report(new WorkerStatus.Running());
        }

        @Override
        public void load(List<Lease> leases) {
            LlmWorker.this.load(leases);
        }

        @Override
        public void poison(DeadLetter letter) {
            reports.deadLetter(letter);
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
        public void after(Duration wait, Runnable then) {
            later(wait, then);
        }

        @Override
        public void outage(@Nullable String reason) {
            report(
                    reason == null
                            ? new WorkerStatus.Running()
                            : new WorkerStatus.ModelUnavailable(reason));
        }
    }
}
