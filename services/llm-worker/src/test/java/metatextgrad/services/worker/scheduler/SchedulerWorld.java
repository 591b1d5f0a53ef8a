package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Usage;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.Prices;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.services.worker.rates.RateLimits;

/**
 * Three partitions of logs and one worker, whose inputs come in an order that the test chooses.
 * After each input it checks the invariants of the scheduler. One thread.
 */
final class SchedulerWorld {
    static final int PARTITIONS = 3;
    private static final Instant NOON = Instant.ofEpochSecond(Duration.ofDays(20_000).toSeconds());

    private final Map<Integer, Log> logs = new TreeMap<>();
    final List<LlmResponse> answers = new ArrayList<>();
    final List<BudgetSpend> spends = new ArrayList<>();
    private final List<Event> control = new ArrayList<>();
    private final int cap;
    private final int projectCap;
    private RequestScheduler scheduler;
    private final List<SchedulerEffect.StartCall> out = new ArrayList<>();
    private final List<SchedulerEffect.LookUp> lookUps = new ArrayList<>();
    private final List<SchedulerInput.Timer> timers = new ArrayList<>();
    private final List<PartitionAssignment> loads = new ArrayList<>();
    private List<PendingWrite> writes = new ArrayList<>();
    private final Set<Integer> assigned = new TreeSet<>();
    private final Set<Integer> active = new TreeSet<>();
    private final Set<Integer> leaving = new TreeSet<>();
    private final Map<Integer, Long> polled = new HashMap<>();
    private final Map<Integer, Long> epochs = new HashMap<>();

    /** Calls reserved by rows whose commit the worker does not know, by partition. */
    private final Map<Integer, Long> unread = new HashMap<>();

    private int spendsRead;
    private long nanos;
    int repeats;

    /** Calls of partitions that left with such rows: to this worker they are those of another. */
    long elsewhere;

    int parked;

    /** The state that outlives a worker. */
    private static final class Log {
        private final List<LlmRequest> requests = new ArrayList<>();
        private final List<LedgerEntry> ledger = new ArrayList<>();
        private long committed;
    }

    SchedulerWorld(int cap, int projectCap) {
        this.cap = cap;
        this.projectCap = projectCap;
        for (int i = 0; i < PARTITIONS; i++) logs.put(i, new Log());
        scheduler = start();
    }

    private RequestScheduler start() {
        scheduler =
                new RequestScheduler(
                        new ConcurrencyLimiter(cap, projectCap),
                        RateLimits.UNKNOWN,
                        Prices.NONE,
                        RetryPolicy.standard());
        give(new SchedulerInput.ControlRead(control, false));
        readSpends(true);
        IntStream.range(0, PARTITIONS).forEach(this::assign);
        return scheduler;
    }

    // Actions of the test.

    void append(LlmRequest request) {
        logs.get(Math.floorMod(request.callKey().hashCode(), PARTITIONS)).requests.add(request);
    }

    void control(Event event) {
        control.add(event);
        give(new SchedulerInput.ControlRead(List.of(event), false));
    }

    /** Reads the rows of all workers, once or twice. */
    void readSpends(boolean again) {
        List<BudgetSpend> rows = spends.subList(again ? 0 : spendsRead, spends.size());
        give(new SchedulerInput.ControlRead(List.copyOf(rows), true));
        spendsRead = spends.size();
        unread.clear();
    }

    void poll(int partition) {
        if (!assigned.contains(partition)) return;
        Log log = logs.get(partition);
        long offset = polled.getOrDefault(partition, log.committed);
        if (offset == log.requests.size()) {
            give(new SchedulerInput.PartitionIdle(partition, offset));
        } else if (scheduler.polls(partition)) {
            polled.put(partition, offset + 1);
            LlmRequest request = log.requests.get((int) offset);
            give(new SchedulerInput.RequestPolled(partition, offset, request));
        }
    }

    void load(int choice) {
        if (loads.isEmpty()) return;
        PartitionAssignment assignment = loads.remove(choice % loads.size());
        unread.remove(assignment.partition());
        Ledger ledger = new Ledger(2);
        logs.get(assignment.partition()).ledger.forEach(ledger::apply);
        spends.stream()
                .filter(row -> row.partition() == assignment.partition())
                .forEach(ledger.spends()::add);
        boolean current = epochs.get(assignment.partition()) == assignment.epoch();
        if (current && !leaving.contains(assignment.partition()))
            active.add(assignment.partition());
        give(new SchedulerInput.LedgerLoaded(assignment, ledger));
    }

    void commit() {
        SchedulerEffect.Commit commit = plan();
        List<List<LedgerEntry>> rows = write(commit);
        writes.addAll(0, commit.later());
        rows(commit).forEach(row -> unread.remove(row.partition()));
        give(new SchedulerInput.Committed(commit.writes(), rows, commit.events()));
    }

    void abort() {
        SchedulerEffect.Commit commit = plan();
        writes.addAll(0, commit.later());
        writes.addAll(0, commit.writes());
    }

    void breakOff(boolean committed) {
        SchedulerEffect.Commit commit = plan();
        if (committed) {
            write(commit);
            rows(commit).forEach(row -> unread.put(row.partition(), row.reserved().calls()));
        }
        writes.addAll(0, commit.later());
        writes.addAll(0, commit.writes());
        active.clear();
        give(new SchedulerInput.CommitUnknown());
    }

    private SchedulerEffect.Commit plan() {
        List<PendingWrite> queued = writes;
        writes = new ArrayList<>();
        return give(new SchedulerInput.CommitStarting(queued)).stream()
                .filter(SchedulerEffect.Commit.class::isInstance)
                .map(SchedulerEffect.Commit.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<List<LedgerEntry>> write(SchedulerEffect.Commit commit) {
        List<List<LedgerEntry>> all = new ArrayList<>();
        for (PendingWrite write : commit.writes()) {
            List<LedgerEntry> rows = new ArrayList<>(write.rows());
            for (PendingWrite.Ending ending : write.endings()) {
                AnswerPosition place =
                        new AnswerPosition(ending.answer().requester(), 0, answers.size());
                rows.add(ending.row(place));
                answers.add(ending.answer());
            }
            logs.get(write.partition().number()).ledger.addAll(rows);
            all.add(rows);
        }
        for (Event event : commit.events()) if (event instanceof BudgetSpend row) spends.add(row);
        commit.offsets().forEach((partition, offset) -> logs.get(partition).committed = offset);
        assertThat(answers).extracting(LlmResponse::requestId).doesNotHaveDuplicates();
        return all;
    }

    void reply(int choice, Reply reply) {
        if (out.isEmpty()) return;
        InFlightCall call = out.remove(choice % out.size()).call();
        ReplyWithLimits whole = ReplyWithLimits.of(reply);
        give(new SchedulerInput.CallFinished(call, whole, Duration.ofMillis(1), .5));
    }

    void lookUp(int choice) {
        if (lookUps.isEmpty()) return;
        give(
                switch (lookUps.remove(choice % lookUps.size())) {
                    case SchedulerEffect.ReadAnswer read ->
                            new SchedulerInput.AnswerRead(
                                    read.delivery(), answers.get((int) read.place().offset()));
                    case SchedulerEffect.CheckAnswer check ->
                            new SchedulerInput.AnswerChecked(check.delivery(), false);
                    case SchedulerEffect.ReadParked read ->
                            new SchedulerInput.ParkedRead(
                                    read.partition(),
                                    read.row(),
                                    logs.get(read.partition().number())
                                            .requests
                                            .get((int) read.row().offset()));
                });
    }

    /** Timers fire in any order. */
    void timer(int choice) {
        nanos += Duration.ofSeconds(30).toNanos();
        if (!timers.isEmpty()) give(timers.remove(choice % timers.size()));
    }

    void assign(int partition) {
        if (!assigned.add(partition)) return;
        leaving.remove(partition);
        give(new SchedulerInput.PartitionAssigned(partition));
    }

    void revoke(int partition) {
        active.remove(partition);
        leaving.add(partition);
        give(new SchedulerInput.PartitionsRevoking(List.of(partition)));
    }

    void release(int partition) {
        assigned.remove(partition);
        active.remove(partition);
        polled.remove(partition);
        epochs.put(partition, Long.MAX_VALUE);
        Long reserved = unread.remove(partition);
        if (reserved != null) elsewhere += reserved;
        give(new SchedulerInput.PartitionsReleased(List.of(partition)));
    }

    void crash() {
        out.clear();
        lookUps.clear();
        timers.clear();
        loads.clear();
        writes.clear();
        assigned.clear();
        active.clear();
        leaving.clear();
        polled.clear();
        epochs.clear();
        start();
    }

    /** Everything that can happen happens, and no call fails, until all is done. */
    void finish() {
        IntStream.range(0, PARTITIONS).forEach(this::release);
        IntStream.range(0, PARTITIONS).forEach(this::assign);
        for (int i = 0; i < 3000 && !done(); i++) {
            for (int partition = 0; partition < PARTITIONS; partition++) poll(partition);
            load(0);
            commit();
            reply(0, new Reply.Answered("a", Usage.NONE, "m"));
            lookUp(0);
            timer(0);
            readSpends(false);
        }
    }

    private boolean done() {
        return writes.isEmpty()
                && out.isEmpty()
                && lookUps.isEmpty()
                && answered().equals(requested())
                && logs.values().stream().allMatch(log -> log.committed == log.requests.size());
    }

    Set<RequestId> requested() {
        Set<RequestId> ids = new HashSet<>();
        logs.values().forEach(log -> log.requests.forEach(request -> ids.add(request.requestId())));
        return ids;
    }

    Set<RequestId> answered() {
        Set<RequestId> ids = new HashSet<>();
        answers.forEach(answer -> ids.add(answer.requestId()));
        return ids;
    }

    private static List<BudgetSpend> rows(SchedulerEffect.Commit commit) {
        return commit.events().stream()
                .filter(BudgetSpend.class::isInstance)
                .map(BudgetSpend.class::cast)
                .filter(BudgetSpend::ofProject)
                .toList();
    }

    /** Returns the spend of the project, from the last row of each partition. */
    long spentCalls() {
        Map<Integer, BudgetSpend> last = new HashMap<>();
        for (BudgetSpend row : spends) if (row.ofProject()) last.put(row.partition(), row);
        return last.values().stream().mapToLong(row -> row.whole().calls()).sum();
    }

    List<LedgerEntry> ledger() {
        return logs.values().stream().flatMap(log -> log.ledger.stream()).toList();
    }

    // Effects.

    private List<SchedulerEffect> give(SchedulerInput input) {
        List<SchedulerEffect> effects = scheduler.decide(input, new SchedulerTime(nanos, NOON));
        effects.forEach(this::take);
        return effects;
    }

    private void take(SchedulerEffect effect) {
        switch (effect) {
            case SchedulerEffect.StartCall start -> started(start);
            case SchedulerEffect.Write write -> writes.add(write.write());
            case SchedulerEffect.LoadLedger load -> {
                loads.add(load.assignment());
                epochs.put(load.assignment().partition(), load.assignment().epoch());
            }
            case SchedulerEffect.LookUp lookUp -> lookUps.add(lookUp);
            case SchedulerEffect.SetTimer set -> timers.add(set.input());
            case SchedulerEffect.BudgetUse use -> parked = use.parked();
            case SchedulerEffect.Commit commit -> {}
            case SchedulerEffect.StatusChanged changed -> {}
            case SchedulerEffect.ParkedExpired expired -> {}
            case SchedulerEffect.Measured measured -> {}
        }
    }

    private void started(SchedulerEffect.StartCall start) {
        InFlightCall call = start.call();
        assertThat(active).as("active partitions").contains(call.partition().number());
        out.add(start);
        if (start.repeats()) repeats++;
        List<InFlightCall> mine =
                out.stream()
                        .map(SchedulerEffect.StartCall::call)
                        .filter(other -> assigned.contains(other.partition().number()))
                        .filter(this::isCurrent)
                        .toList();
        assertThat(mine).as("calls in flight").hasSizeLessThanOrEqualTo(cap);
        assertThat(mine.stream().filter(other -> other.project().equals(call.project())))
                .as("calls in flight of one project")
                .hasSizeLessThanOrEqualTo(projectCap);
        assertThat(mine).extracting(InFlightCall::id).doesNotHaveDuplicates();
    }

    /** A call of an earlier assignment may still be in flight, but the worker ignores it. */
    private boolean isCurrent(InFlightCall call) {
        PartitionAssignment assignment = call.partition().assignment();
        return assignment.epoch() >= epochs.getOrDefault(assignment.partition(), 0L);
    }
}
