package metatextgrad.services.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.Reply;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Event;
import metatextgrad.model.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Logs that outlive workers, and one worker's desk with everything it has done elsewhere held back
 * until the test lets it happen. One thread.
 */
final class FakeKafka implements DeskEffects {
    static final int PARTITION = 0;

    final List<WorkerRequest> asks = new ArrayList<>();
    final List<WorkerAnswer> answers = new ArrayList<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final List<String> outages = new ArrayList<>();
    final Deque<InFlightCall> calls = new ArrayDeque<>();
    final List<BudgetSpend> spends = new ArrayList<>();
    final List<Event> commands = new ArrayList<>();
    final SettableClock clock = new SettableClock();
    private final Prices prices;
    private final List<Event> said = new ArrayList<>();
    final Deque<Runnable> lookups = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<PendingWrite> works = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WorkerMeters meters = new WorkerMeters(registry);
    private final int cap;
    private final int projectCap;
    private final RateLimits limits;
    private long nanos;
    private long lost;
    long committed;
    int paid;
    Desk desk;

    FakeKafka(int cap) {
        this(cap, cap);
    }

    FakeKafka(int cap, int projectCap) {
        this(cap, projectCap, RateLimits.UNKNOWN);
    }

    FakeKafka(int cap, int projectCap, RateLimits limits) {
        this(cap, projectCap, limits, Prices.NONE);
    }

    FakeKafka(int cap, int projectCap, RateLimits limits, Prices prices) {
        this.limits = limits;
        this.prices = prices;
        this.cap = cap;
        this.projectCap = projectCap;
        desk = start();
    }

    void ask(WorkerRequest request) {
        asks.add(request);
    }

    /** What a worker would poll: all asks from the committed offset on. */
    void poll(long from) {
        for (long offset = from; offset < asks.size(); offset++) {
            desk.received(PARTITION, offset, asks.get((int) offset));
        }
        load();
    }

    /** Asks that somebody writes and the worker polls. */
    void polled(WorkerRequest... requests) {
        int from = asks.size();
        for (WorkerRequest request : requests) ask(request);
        poll(from);
    }

    /** So many with questions of their own, the first ones of all. */
    void polled(int questions) {
        for (int i = 0; i < questions; i++) ask(SampleAsks.ask("q" + i, "slot"));
        poll(0);
    }

    /** Until nothing is under way that an answer and a commit end. */
    void finish(Reply answer) {
        for (int i = 0; i < 10; i++) {
            commit();
            while (!calls.isEmpty()) reply(answer);
        }
    }

    void load() {
        if (committed == asks.size())
            desk.unknown().forEach(partition -> desk.idle(partition, committed));
        desk.toLoad().forEach(lease -> desk.loaded(lease, read()));
    }

    /** Answers before this offset have left the log. */
    void lose(long before) {
        lost = before;
    }

    void commit() {
        Desk.Admitted admitted = admit();
        works.addAll(0, admitted.later());
        write(admitted.words());
        desk.committed(admitted.words());
        admitted.now().forEach(work -> desk.committed(work, write(work)));
        admitted.offsets().values().forEach(offset -> committed = offset);
    }

    /** What the worker wants to commit, for another committer. */
    List<PendingWrite> works() {
        return works;
    }

    /** Nothing stands, and the same is tried again later. */
    void abort() {
        Desk.Admitted admitted = admit();
        works.addAll(0, admitted.later());
        works.addAll(0, admitted.now());
    }

    /** Nobody knows whether it stands; here, whether it does. */
    void breakOff(boolean stands) {
        Desk.Admitted admitted = admit();
        if (stands) {
            write(admitted.words());
            admitted.now().forEach(this::write);
            admitted.offsets().values().forEach(offset -> committed = offset);
        }
        works.addAll(0, admitted.later());
        works.addAll(0, admitted.now());
        desk.reload().forEach(lease -> desk.loaded(lease, read()));
    }

    /** The process is gone with all it had in memory; another takes over. */
    void crash() {
        works.clear();
        calls.clear();
        lookups.clear();
        timers.clear();
        desk = start();
        poll(committed);
    }

    void reply(Reply reply) {
        InFlightCall flight = calls.removeFirst();
        if (reply instanceof Reply.Answered) paid++;
        ReplyWithLimits rated = ReplyWithLimits.of(ModelCaller.checked(reply));
        desk.replied(flight, rated, Duration.ofMillis(1));
    }

    void fireTimers() {
        nanos = timers.stream().mapToLong(Timer::at).max().orElse(nanos);
        fire(nanos);
    }

    /** Time goes on, and timers that are due fire. */
    void pass(Duration time) {
        nanos += time.toNanos();
        fire(nanos);
    }

    long nanos() {
        return nanos;
    }

    private void fire(long until) {
        List<Timer> due = timers.stream().filter(timer -> timer.at() <= until).toList();
        timers.removeAll(due);
        due.stream()
                .sorted(Comparator.comparingLong(Timer::at))
                .forEach(timer -> timer.then().run());
    }

    private record Timer(long at, Runnable then) {}

    private Desk.Admitted admit() {
        List<PendingWrite> queued = List.copyOf(works);
        works.clear();
        return desk.admit(queued);
    }

    double counted(String meter) {
        return registry.find(meter).counters().stream().mapToDouble(Counter::count).sum();
    }

    double gauge(String meter) {
        return registry.find(meter).gauges().stream().mapToDouble(Gauge::value).sum();
    }

    private Desk start() {
        AdmissionControl gate = new AdmissionControl(new Budgets(clock), new Pricing(prices));
        Desk started =
                new Desk(
                        new ConcurrencyLimiter(cap, projectCap),
                        gate,
                        new Rates(limits, this::nanos, meters),
                        RetryPolicy.standard(() -> 0),
                        this,
                        meters);
        started.assigned(PARTITION);
        started.heard(said, true);
        return started;
    }

    private Ledger read() {
        Ledger read = new Ledger(2);
        ledger.forEach(read::apply);
        read.spends().addAll(spends);
        return read;
    }

    /** Somebody says so, and the worker hears it, now and whenever it begins. */
    void say(Event... events) {
        said.addAll(List.of(events));
        desk.heard(List.of(events), true);
    }

    /** Some time has passed without a word. */
    void tick() {
        desk.heard(List.of(), true);
    }

    private void write(List<Event> words) {
        for (Event word : words) {
            if (word instanceof BudgetSpend row) spends.add(row);
            else commands.add(word);
        }
    }

    private List<LedgerEntry> write(PendingWrite work) {
        List<LedgerEntry> rows = new ArrayList<>();
        switch (work) {
            case PendingWrite.Start start -> rows.addAll(start.rows());
            case PendingWrite.Park park -> rows.add(park.row());
            case PendingWrite.Pass pass -> {}
            case PendingWrite.Answers ended -> {
                for (PendingWrite.Ending ending : ended.endings()) {
                    AnswerPlace place = new AnswerPlace(Asker.CANDIDATE, 0, answers.size());
                    WorkerAnswer answer = ending.answer();
                    answers.add(answer);
                    rows.add(
                            ending.endsCall()
                                    ? new LedgerEntry.Done(
                                            answer.call(),
                                            answer.outcome(),
                                            answer.usage(),
                                            place,
                                            answer.ask(),
                                            ending.attempts(),
                                            ending.inDoubt())
                                    : new LedgerEntry.AskAnswered(
                                            answer.ask(), answer.outcome(), place));
                }
            }
        }
        ledger.addAll(rows);
        return rows;
    }

    @Override
    public void commit(PendingWrite work) {
        works.add(work);
    }

    @Override
    public void call(InFlightCall flight) {
        calls.addLast(flight);
    }

    @Override
    public void read(AnswerPlace place, Consumer<@Nullable WorkerAnswer> then) {
        lookups.addLast(
                () ->
                        then.accept(
                                place.offset() < lost ? null : answers.get((int) place.offset())));
    }

    @Override
    public void look(AnswerPlace place, Consumer<Boolean> then) {
        lookups.addLast(() -> then.accept(place.offset() < lost));
    }

    @Override
    public void recall(int partition, long offset, Consumer<@Nullable WorkerRequest> then) {
        lookups.addLast(() -> then.accept(offset < lost ? null : asks.get((int) offset)));
    }

    @Override
    public void after(Duration wait, Runnable then) {
        timers.add(new Timer(nanos + wait.toNanos(), then));
    }

    @Override
    public void away(@Nullable String reason) {
        outages.add(reason == null ? "back" : reason);
    }

    @Override
    public void outage(@Nullable String reason) {
        outages.add(reason == null ? "mended" : reason);
    }
}
