package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.project.Prices;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.services.worker.rates.RateLimits;

/**
 * Inputs and effects as text, for one partition. A request is a letter; {@code a2} has the same
 * call as {@code a}. {@code open} reads the control topics to their end, and {@code run a} is short
 * for {@code open, assign, poll a, ledger}; after {@code late twice a} its call has timed out
 * twice. {@code commit} plans a transaction and commits it.
 */
final class SchedulerScript {
    private static final Set<Integer> PARTITION = Set.of(0);
    private static final Instant NOON = Instant.ofEpochSecond(Duration.ofDays(20_000).toSeconds());

    private final RequestScheduler scheduler =
            new RequestScheduler(
                    new ConcurrencyLimiter(2, 2),
                    RateLimits.UNKNOWN,
                    Prices.NONE,
                    RetryPolicy.standard());
    private final List<LlmRequest> requests = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final Deque<InFlightCall> calls = new ArrayDeque<>();
    private final Deque<SchedulerInput.Timer> timers = new ArrayDeque<>();
    private final Deque<SchedulerEffect.LookUp> lookUps = new ArrayDeque<>();
    private List<PendingWrite> writes = new ArrayList<>();
    private List<String> effects = new ArrayList<>();
    private PartitionAssignment assignment = new PartitionAssignment(0, 0);
    private long nanos;
    private int serial;
    private int answers;

    private SchedulerScript() {}

    /** Returns the effects of one input, after others, as text. */
    static String effects(String before, String input) {
        SchedulerScript script = new SchedulerScript();
        for (String earlier : before.split(", ")) script.handle(earlier);
        script.effects = new ArrayList<>();
        script.handle(input);
        return String.join(", ", script.effects);
    }

    private void handle(String input) {
        String[] words = input.split(" ");
        switch (words[0]) {
            case "" -> {}
            case "run" ->
                    List.of("open", "assign", "poll " + words[1], "ledger").forEach(this::handle);
            case "late" ->
                    List.of(
                                    "run " + words[2],
                                    "commit",
                                    "reply late",
                                    "timer",
                                    "commit",
                                    "reply late")
                            .forEach(this::handle);
            case "assign" -> input(new SchedulerInput.PartitionAssigned(0));
            case "poll" -> poll(words[1]);
            case "idle" -> input(new SchedulerInput.PartitionIdle(0, requests.size()));
            case "ledger" -> load();
            case "open", "tick" -> input(new SchedulerInput.ControlRead(List.of(), true));
            case "limit" -> control(SampleBudgets.calls(++serial, Long.parseLong(words[1])));
            case "pause" -> control(SampleBudgets.paused(++serial, true));
            case "cancel" -> control(new RunCancelled(new RunId("run")));
            case "commit" -> commit();
            case "abort" -> writes = plan().writes();
            case "unknown" -> input(new SchedulerInput.CommitUnknown());
            case "reply" -> reply(words[1]);
            case "timer" -> timer();
            case "look" -> lookUp();
            case "revoke" -> input(new SchedulerInput.PartitionsRevoking(PARTITION));
            case "release" -> input(new SchedulerInput.PartitionsReleased(PARTITION));
            case "drain" -> input(new SchedulerInput.DrainStarted());
            default -> throw new IllegalArgumentException(input);
        }
    }

    private void poll(String name) {
        long offset = requests.size();
        LlmRequest request = SampleRequests.request(name.substring(0, 1), name);
        requests.add(request);
        input(
                name.equals("junk")
                        ? new SchedulerInput.MalformedPolled(0, offset)
                        : new SchedulerInput.RequestPolled(0, offset, request));
    }

    private void load() {
        Ledger read = new Ledger(2);
        ledger.forEach(read::apply);
        input(new SchedulerInput.LedgerLoaded(assignment, read));
    }

    private void control(Event event) {
        input(new SchedulerInput.ControlRead(List.of(event), false));
    }

    private SchedulerEffect.Commit plan() {
        List<PendingWrite> queued = writes;
        writes = new ArrayList<>();
        return input(new SchedulerInput.CommitStarting(queued)).stream()
                .filter(SchedulerEffect.Commit.class::isInstance)
                .map(SchedulerEffect.Commit.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void commit() {
        SchedulerEffect.Commit commit = plan();
        List<List<LedgerEntry>> rows = new ArrayList<>();
        for (PendingWrite write : commit.writes()) {
            List<LedgerEntry> of = new ArrayList<>(write.rows());
            for (PendingWrite.Ending ending : write.endings())
                of.add(ending.row(new AnswerPosition(ending.answer().requester(), 0, answers++)));
            rows.add(of);
            ledger.addAll(of);
        }
        if (!commit.writes().isEmpty())
            input(new SchedulerInput.Committed(commit.writes(), rows, commit.events()));
    }

    private void reply(String name) {
        Reply reply =
                switch (name) {
                    case "ok" -> new Reply.Answered("4", Usage.NONE, "m");
                    case "invalid" -> new Reply.Unusable(new Failure.Content("empty"), Usage.NONE);
                    case "busy" -> new Reply.TryAgain("busy", null, false);
                    case "late" -> new Reply.TimedOut("late");
                    case "refused" ->
                            new Reply.Refused(new Failure.Infrastructure("400 no such field"));
                    case "down" -> new Reply.Unavailable("401");
                    case "full" -> new Reply.RateLimited("429", null);
                    default -> throw new IllegalArgumentException(name);
                };
        InFlightCall call = calls.removeFirst();
        ReplyWithLimits whole = ReplyWithLimits.of(reply);
        input(new SchedulerInput.CallFinished(call, whole, Duration.ofMillis(1), .5));
    }

    private void timer() {
        nanos += Duration.ofMinutes(1).toNanos();
        input(timers.removeFirst());
    }

    private void lookUp() {
        if (lookUps.removeFirst() instanceof SchedulerEffect.ReadParked read) {
            LlmRequest request = requests.get((int) read.row().offset());
            input(new SchedulerInput.ParkedRead(read.partition(), read.row(), request));
        }
    }

    private List<SchedulerEffect> input(SchedulerInput input) {
        List<SchedulerEffect> decided = scheduler.decide(input, new SchedulerTime(nanos, NOON));
        for (SchedulerEffect effect : decided) {
            String text = text(effect);
            if (!text.isEmpty()) effects.add(text);
        }
        return decided;
    }

    private String text(SchedulerEffect effect) {
        return switch (effect) {
            case SchedulerEffect.StartCall start -> {
                calls.add(start.call());
                yield "call " + name(start.call().payer().request());
            }
            case SchedulerEffect.Write write -> {
                writes.add(write.write());
                yield "write " + text(write.write());
            }
            case SchedulerEffect.Commit commit -> text(commit);
            case SchedulerEffect.LoadLedger load -> {
                assignment = load.assignment();
                yield "load";
            }
            case SchedulerEffect.LookUp lookUp -> {
                lookUps.add(lookUp);
                yield switch (lookUp) {
                    case SchedulerEffect.ReadAnswer read ->
                            "read " + name(read.delivery().request());
                    case SchedulerEffect.CheckAnswer check ->
                            "check " + name(check.delivery().request());
                    case SchedulerEffect.ReadParked read ->
                            "recall " + name(requests.get((int) read.row().offset()));
                };
            }
            case SchedulerEffect.SetTimer set -> {
                timers.add(set.input());
                yield "timer %d %s"
                        .formatted(set.delay().toMillis(), set.input().getClass().getSimpleName());
            }
            case SchedulerEffect.StatusChanged changed ->
                    switch (changed.status()) {
                        case ModelStatus.Usable usable -> "status usable";
                        case ModelStatus.Unavailable down -> "status " + down.reason();
                        case ModelStatus.Unreachable down -> "status " + down.reason();
                    };
            case SchedulerEffect.ParkedExpired expired -> "expired";
            case SchedulerEffect.Answered answered ->
                    "answered " + answered.answer().place() + " " + answered.answer().outcome();
            case SchedulerEffect.Charged charged -> "charged " + name(charged.request());
            case SchedulerEffect.BudgetUse use -> "budgets " + use.parked();
            case SchedulerEffect.LeftInDoubt inDoubt -> "in doubt";
            case SchedulerEffect.RateChanged rate -> "";
            case SchedulerEffect.ModelChanged changed -> "";
            case SchedulerEffect.CircuitsChanged changed -> "circuits " + changed.more();
        };
    }

    private static String text(SchedulerEffect.Commit commit) {
        String text = "commit";
        for (PendingWrite write : commit.writes()) text += " " + text(write);
        for (long offset : commit.offsets().values()) text += " at " + offset;
        return commit.events().stream().anyMatch(RunBudgetExhausted.class::isInstance)
                ? text + " blocked"
                : text;
    }

    private static String text(PendingWrite write) {
        return switch (write) {
            case PendingWrite.Start start ->
                    "start " + name(start.call().payer().request()) + " " + start.attempts();
            case PendingWrite.Answers answers ->
                    "answers "
                            + answers.endings().stream()
                                    .map(PendingWrite.Ending::answer)
                                    .map(answer -> answer.place() + " " + answer.outcome())
                                    .collect(Collectors.joining(" "));
            case PendingWrite.Park park -> "park " + name(park.delivery().request());
            case PendingWrite.Report report ->
                    "model %s %s".formatted(report.row().model(), report.row().status());
            case PendingWrite.OffsetCommit commit -> "offset " + commit.offset();
        };
    }

    private static String name(LlmRequest request) {
        return request.place();
    }
}
