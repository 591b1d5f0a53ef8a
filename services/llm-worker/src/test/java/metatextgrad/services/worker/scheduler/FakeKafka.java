package metatextgrad.services.worker.scheduler;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Requester;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.project.Prices;
import metatextgrad.modelclient.ReplyCheck;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.services.worker.rates.RateLimits;

/**
 * Logs that outlive workers, and the scheduler of one worker, whose effects the test executes. One
 * thread.
 */
public final class FakeKafka {
    /** How long every call takes. */
    static final Duration TOOK = Duration.ofMillis(1);

    public static final int PARTITION = 0;
    public static final Collection<Integer> PARTITIONS = Set.of(PARTITION);

    public final List<LlmRequest> requests = new ArrayList<>();
    public final List<LlmResponse> answers = new ArrayList<>();
    public final List<LedgerEntry> ledger = new ArrayList<>();
    public final List<String> statuses = new ArrayList<>();
    public final Deque<InFlightCall> calls = new ArrayDeque<>();
    public final List<BudgetSpend> spends = new ArrayList<>();
    public final List<ModelState> models = new ArrayList<>();
    public final Map<String, RunCalls> called = new TreeMap<>();
    public final List<Event> commands = new ArrayList<>();
    public final SettableClock clock = new SettableClock();
    public final Deque<SchedulerEffect.LookUp> lookUps = new ArrayDeque<>();
    public final List<PartitionAssignment> loads = new ArrayList<>();
    private final List<Event> control = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<PendingWrite> writes = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WorkerMeters meters = new WorkerMeters(registry);
    private final int cap;
    private final int projectCap;
    private final RateLimits limits;
    private final Prices prices;
    private long nanos;
    private long begin;
    public long committed;
    public int billed;
    public SchedulerLock scheduler;

    public FakeKafka(int cap) {
        this(cap, cap);
    }

    public FakeKafka(int cap, int projectCap) {
        this(cap, projectCap, RateLimits.UNKNOWN);
    }

    public FakeKafka(int cap, int projectCap, RateLimits limits) {
        this(cap, projectCap, limits, Prices.NONE);
    }

    public FakeKafka(int cap, int projectCap, RateLimits limits, Prices prices) {
        this.limits = limits;
        this.prices = prices;
        this.cap = cap;
        this.projectCap = projectCap;
        scheduler = start();
    }

    private SchedulerLock start() {
        RequestScheduler decider =
                new RequestScheduler(
                        new ConcurrencyLimiter(cap, projectCap),
                        limits,
                        prices,
                        RetryPolicy.standard());
        scheduler =
                new SchedulerLock(
                        decider, () -> new SchedulerTime(nanos, clock.instant()), this::execute);
        assign();
        scheduler.handle(new SchedulerInput.ControlRead(control, true));
        return scheduler;
    }

    private void execute(SchedulerEffect effect) {
        switch (effect) {
            case SchedulerEffect.StartCall start -> {
                meters.started(start.repeats());
                calls.addLast(start.call());
            }
            case SchedulerEffect.Write write -> writes.add(write.write());
            case SchedulerEffect.Commit commit -> {}
            case SchedulerEffect.LoadLedger load -> loads.add(load.assignment());
            case SchedulerEffect.LookUp lookUp -> lookUps.addLast(lookUp);
            case SchedulerEffect.SetTimer set ->
                    timers.add(new Timer(nanos + set.delay().toNanos(), set.input()));
            case SchedulerEffect.StatusChanged changed -> statuses.add(text(changed.status()));
            case SchedulerEffect.ParkedExpired expired -> {}
            case SchedulerEffect.Measured measured -> meters.record(measured);
        }
    }

    /** Answers the first pending look-up. */
    public void lookUp() {
        scheduler.handle(
                switch (lookUps.removeFirst()) {
                    case SchedulerEffect.ReadAnswer read -> {
                        long offset = read.place().offset();
                        yield new SchedulerInput.AnswerRead(
                                read.delivery(),
                                isExpired(offset) ? null : answers.get((int) offset));
                    }
                    case SchedulerEffect.CheckAnswer check ->
                            new SchedulerInput.AnswerChecked(
                                    check.delivery(), isExpired(check.place().offset()));
                    case SchedulerEffect.ReadParked read -> {
                        long offset = read.row().offset();
                        yield new SchedulerInput.ParkedRead(
                                read.partition(),
                                read.row(),
                                isExpired(offset) ? null : requests.get((int) offset));
                    }
                });
    }

    private static String text(ModelStatus status) {
        return switch (status) {
            case ModelStatus.Usable usable -> "usable";
            case ModelStatus.Unavailable down -> down.reason();
            case ModelStatus.Unreachable down -> down.reason();
        };
    }

    private boolean isExpired(long offset) {
        return offset < begin;
    }

    public void append(LlmRequest request) {
        requests.add(request);
    }

    /** Polls all requests from this offset on. */
    public void poll(long from) {
        for (long offset = from; offset < requests.size(); offset++)
            scheduler.handle(
                    new SchedulerInput.RequestPolled(
                            PARTITION, offset, requests.get((int) offset)));
        load();
    }

    /** Writes and polls requests. */
    public void polled(LlmRequest... more) {
        int from = requests.size();
        requests.addAll(List.of(more));
        poll(from);
    }

    /** Writes and polls this many different requests, as the first ones. */
    public void polled(int questions) {
        for (int i = 0; i < questions; i++) append(SampleRequests.request("q" + i, "slot"));
        poll(0);
    }

    /** Commits and answers until no call is in flight. */
    public void finish(Reply answer) {
        for (int i = 0; i < 10; i++) {
            commit();
            while (!calls.isEmpty()) reply(answer);
        }
    }

    public void load() {
        if (committed == requests.size())
            for (int partition : scheduler.unloaded())
                scheduler.handle(new SchedulerInput.PartitionIdle(partition, committed));
        while (!loads.isEmpty())
            scheduler.handle(new SchedulerInput.LedgerLoaded(loads.removeFirst(), read()));
    }

    public void assign() {
        scheduler.handle(new SchedulerInput.PartitionAssigned(PARTITION));
    }

    /** Revokes the partition. */
    public void revoke() {
        scheduler.handle(new SchedulerInput.PartitionsRevoking(PARTITIONS));
    }

    /** Releases the partition, after which another worker owns it. */
    public void release() {
        scheduler.handle(new SchedulerInput.PartitionsReleased(PARTITIONS));
    }

    public boolean polls() {
        return scheduler.polls(PARTITION);
    }

    /** Expires all records before this offset. */
    public void expire(long before) {
        begin = before;
    }

    public void commit() {
        SchedulerEffect.Commit commit = plan();
        writes.addAll(0, commit.later());
        write(commit.events());
        List<List<LedgerEntry>> rows = commit.writes().stream().map(this::write).toList();
        commit.offsets().values().forEach(offset -> committed = offset);
        scheduler.handle(new SchedulerInput.Committed(commit.writes(), rows, commit.events()));
    }

    /** Returns the pending writes, for another committer. */
    public List<PendingWrite> writes() {
        return writes;
    }

    /** Aborts the transaction. Its writes are pending again. */
    public void abort() {
        SchedulerEffect.Commit commit = plan();
        writes.addAll(0, commit.later());
        writes.addAll(0, commit.writes());
    }

    /** Ends the transaction with a result that the worker does not know. */
    public void breakTransaction(boolean committed) {
        SchedulerEffect.Commit commit = plan();
        if (committed) {
            write(commit.events());
            commit.writes().forEach(this::write);
            commit.offsets().values().forEach(offset -> this.committed = offset);
        }
        writes.addAll(0, commit.later());
        writes.addAll(0, commit.writes());
        scheduler.handle(new SchedulerInput.CommitUnknown());
        load();
    }

    private SchedulerEffect.Commit plan() {
        List<PendingWrite> queued = List.copyOf(writes);
        writes.clear();
        return scheduler.handle(new SchedulerInput.CommitStarting(queued)).stream()
                .filter(SchedulerEffect.Commit.class::isInstance)
                .map(SchedulerEffect.Commit.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Terminates the worker, whose memory is lost, and starts another. */
    public void crash() {
        writes.clear();
        calls.clear();
        lookUps.clear();
        timers.clear();
        loads.clear();
        start();
        poll(committed);
    }

    public void reply(Reply reply) {
        InFlightCall call = calls.removeFirst();
        if (reply instanceof Reply.Answered) billed++;
        finished(call, ReplyWithLimits.of(ReplyCheck.checked(reply)), TOOK);
    }

    public void finished(InFlightCall call, ReplyWithLimits reply, Duration took) {
        meters.finished(call.payer().request(), reply.reply(), took);
        scheduler.handle(new SchedulerInput.CallFinished(call, reply, took, 0));
    }

    public void fireTimers() {
        nanos = timers.stream().mapToLong(Timer::at).max().orElse(nanos);
        fire(nanos);
    }

    /** Advances the time, and fires timers that are due. */
    public void pass(Duration time) {
        nanos += time.toNanos();
        fire(nanos);
    }

    public long nanos() {
        return nanos;
    }

    private void fire(long until) {
        List<Timer> due = timers.stream().filter(timer -> timer.at() <= until).toList();
        timers.removeAll(due);
        due.stream()
                .sorted(Comparator.comparingLong(Timer::at))
                .forEach(timer -> scheduler.handle(timer.input()));
    }

    private record Timer(long at, SchedulerInput.Timer input) {}

    public double counted(String meter) {
        return registry.find(meter).counters().stream().mapToDouble(Counter::count).sum();
    }

    public double gauge(String meter) {
        return registry.find(meter).gauges().stream().mapToDouble(Gauge::value).sum();
    }

    /** Returns the gauge of a project. */
    public double gauge(String meter, String project) {
        return registry.get(meter).tag("project", project).gauge().value();
    }

    private Ledger read() {
        Ledger read = new Ledger(2);
        ledger.forEach(read::apply);
        read.spends().addAll(spends);
        return read;
    }

    /** Writes to the control topics, for this worker and all later ones. */
    public void control(Event... events) {
        control.addAll(List.of(events));
        scheduler.handle(new SchedulerInput.ControlRead(List.of(events), true));
    }

    /** Polls the control topics without new records. */
    public void tick() {
        scheduler.handle(new SchedulerInput.ControlRead(List.of(), true));
    }

    private void write(List<Event> events) {
        for (Event event : events) {
            if (event instanceof BudgetSpend row) spends.add(row);
            else if (event instanceof ModelState row) models.add(row);
            else if (event instanceof RunCalls row) called.put(row.key(), row);
            else commands.add(event);
        }
    }

    private List<LedgerEntry> write(PendingWrite write) {
        List<LedgerEntry> rows = new ArrayList<>(write.rows());
        for (PendingWrite.Ending ending : write.endings()) {
            rows.add(ending.row(new AnswerPosition(Requester.CANDIDATE, 0, answers.size())));
            answers.add(ending.answer());
        }
        ledger.addAll(rows);
        return rows;
    }
}
