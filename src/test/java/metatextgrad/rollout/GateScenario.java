package metatextgrad.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.MemoryRows;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/** A project whose results have contests, with what its services would answer. */
abstract class GateScenario {
    static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    /** The age at which answers are judged. */
    static final Duration JUDGED = Duration.ofDays(1);

    static final Project PROJECT = Traffic.project();
    static final Program BETTER = Rolling.program("Sort the words by their letters.");
    static final Program OTHER = Rolling.program("Sort.");
    static final IntPredicate NEVER = task -> false;
    static final IntPredicate ALWAYS = task -> true;

    private final RolloutDecider rollout = new RolloutDecider();
    private final MemoryRows rows = new MemoryRows();
    final List<Event> emitted = new ArrayList<>();

    void start(Mode mode) {
        handle(new AdaptStarted(project(mode), Prices.NONE, NOON, "ada"));
    }

    /** A million tokens of input cost a dollar, and a million of output ten. */
    static Prices priced() {
        String model = PROJECT.loop().model(ModelRole.PROGRAM).name();
        return new Prices(
                LocalDate.EPOCH, new TreeMap<>(Map.of(model, new Price(1_000_000, 10_000_000))));
    }

    /** Answers the first round of a contest that the challenger wins, at these costs. */
    void win(Cost champion, Cost challenger) {
        handle(offer(BETTER));
        SetClosed tasks = closed(all(GateItemsRequested.class).getLast());
        List<EvaluationRequested> asked = evaluations(handle(tasks));
        handle(scored(asked.get(0), tasks, NEVER, champion));
        handle(scored(asked.get(1), tasks, ALWAYS, challenger));
    }

    /** Mode and project go together, since requests carry the project. */
    static Project project(Mode mode) {
        return mode == Mode.PROPOSE ? PROJECT : Traffic.project(mode);
    }

    /** Answers requests of the contest until it ends. */
    void play(IntPredicate champion, IntPredicate challenger) {
        int number = contest().number();
        while (contest().number() == number && contest().stage() == Stage.OPEN)
            round(champion, challenger);
    }

    void round(IntPredicate champion, IntPredicate challenger) {
        SetClosed tasks = closed(all(GateItemsRequested.class).getLast());
        List<EvaluationRequested> asked = evaluations(handle(tasks));
        handle(scored(asked.get(0), tasks, champion));
        handle(scored(asked.get(1), tasks, challenger));
    }

    ChallengerApproved approval(Program program) {
        return new ChallengerApproved(
                PROJECT.id(), version(program), .1, NOON, table().serial(), "", "ada");
    }

    void serve(int answers, IntPredicate right) {
        for (int i = 0; i < answers; i++) handle(judged(i, right.test(i)));
    }

    TaskJudged judged(int number, boolean right) {
        return judged(number, right, Duration.ofMinutes(number));
    }

    TaskJudged judged(int number, boolean right, Duration later) {
        Assignment assigned = Assignment.of(table(), "u" + number);
        return new TaskJudged(
                PROJECT.id(),
                new TaskId("u" + number),
                "",
                assigned.version(),
                table().serial(),
                assigned.probability(),
                NOON.plus(later),
                right ? 1 : 0,
                TaskJudged.Evidence.TRUTH);
    }

    List<EvaluationRequested> requested(GateItemsRequested request) {
        return evaluations(handle(closed(request)));
    }

    static List<EvaluationRequested> evaluations(List<Event> events) {
        return events.stream()
                .filter(EvaluationRequested.class::isInstance)
                .map(EvaluationRequested.class::cast)
                .toList();
    }

    static SetClosed closed(GateItemsRequested request) {
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < request.tasks(); i++) tasks.add(new TaskId(request.round() + "-" + i));
        SnapshotSpec spec =
                new SnapshotSpec(
                        PROJECT.id(),
                        request.set(),
                        tasks.size(),
                        SnapshotSpec.hash(tasks),
                        PROJECT.shares());
        return new SetClosed(new Snapshot(spec, List.of(), List.of(), tasks, List.of()), 0, NOON);
    }

    static Cost cost(long input, long output) {
        return Cost.of(ModelRole.PROGRAM, input, output);
    }

    /** The cost of calls that took this time together, in milliseconds. */
    static Cost time(long millis) {
        return Cost.of(ModelRole.PROGRAM, new Cost.Spent(1, 0, 0, false, millis));
    }

    static GateScored scored(EvaluationRequested asked, SetClosed tasks, IntPredicate right) {
        return scored(asked, tasks, right, Cost.NONE);
    }

    static GateScored scored(
            EvaluationRequested asked, SetClosed tasks, IntPredicate right, Cost cost) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (TaskId task : tasks.snapshot().gate())
            outcomes.add(
                    new ItemOutcome(
                            task, right.test(outcomes.size()) ? Score.CORRECT : Score.WRONG, null));
        return new GateScored(PROJECT.id(), asked.stepRef().trial(), outcomes, cost, null);
    }

    static ChallengerOffered offer(Program best) {
        ScoreSummary scores = new ScoreSummary(ScoreStats.EMPTY, null, null);
        return new ChallengerOffered(
                PROJECT.id(),
                new RunId("adapt-1"),
                RunKind.WINDOW,
                PROJECT.seed(),
                scores,
                best,
                scores,
                "tgd");
    }

    /** Returns the offer of a run that found more than an error of .02 in the mean score. */
    static ChallengerOffered later(Program seed, Program best, double more) {
        return new ChallengerOffered(
                PROJECT.id(),
                new RunId("adapt-2"),
                RunKind.WINDOW,
                seed,
                scores(.5),
                best,
                scores(.5 + more + .02),
                "tgd");
    }

    static ScoreSummary scores(double mean) {
        double half = .02 * 1.96 / Math.sqrt(2);
        return new ScoreSummary(
                new ScoreStats(0, 60, 0, 0, mean, mean - half, mean + half), null, null);
    }

    /** Returns the end of a contest. */
    GateContest ended(int number) {
        return all(GateContest.class).stream()
                .filter(one -> one.number() == number)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    static VersionId version(Program program) {
        return VersionId.of(PROJECT.id(), program);
    }

    GateContest contest() {
        return all(GateContest.class).getLast();
    }

    PromptsServed table() {
        return all(PromptsServed.class).getLast();
    }

    <T extends Event> List<T> all(Class<T> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Loses a version, as a state does that began after the log was cut. */
    void forget(Program program) {
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.delete(new RolloutKeys(PROJECT.id()).version(version(program)));
        rows.apply(decision.decision());
    }

    List<Event> handle(Event event) {
        return decide(event).outputs();
    }

    Decision decide(Event event) {
        Decision decision = rollout.handle(rows, event);
        rows.apply(decision);
        emitted.addAll(decision.outputs());
        return decision;
    }
}
