package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.text.HoldReasonFormatter;
import metatextgrad.local.LocalRun;
import metatextgrad.model.ProgramId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits.Exceeded;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lines that a watcher of a run prints. */
final class RunWatcherTest {
    private static final List<Event> EVENTS = new ArrayList<>();
    private static RunState finished;
    private static RunRequested request;

    @BeforeAll
    static void run() {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        request = LoopScenario.request(project, tasks);
        finished = new LocalRun(LoopScenario.model()).run(request, tasks, EVENTS::add);
    }

    /** Topics are read side by side, so a step may be read before its trial is published. */
    @Test
    void shouldReportTheOptimizerOfAStep() {
        List<Event> backwards = new ArrayList<>(EVENTS);
        Collections.reverse(backwards);

        assertThat(watched(EVENTS)).containsExactlyInAnyOrderElementsOf(watched(backwards));
        assertThat(watched(EVENTS))
                .containsOnly(
                        "  tgd: step 1",
                        "  tgd: step 2",
                        "  tgd: base",
                        "  tgd, round 1: step 1",
                        "  tgd, round 1: step 2",
                        "  tgd, round 1: adopted",
                        "  momentum: step 1",
                        "  momentum: step 2",
                        "  momentum: base",
                        "  momentum, round 1: step 1",
                        "  momentum, round 1: step 2",
                        "  momentum, round 1: adopted");
    }

    /** Each proposal of a race is a trial of one step, so the number of that step is left out. */
    @Test
    void shouldNumberOnlyTheStepsOfAnArm() {
        assertThat(raced(event -> event))
                .anyMatch(line -> line.matches("  tgd, arm 1, step 2, proposal 2: \\w+, .+"))
                .noneMatch(line -> line.contains(": step "));
    }

    @Test
    void shouldNameOperatorsAndShowThePatternsOfFailures() {
        List<StepRequested> steps = new ArrayList<>();
        List<String> lines =
                raced(
                        event -> {
                            if (event instanceof StepRequested step) steps.add(step);
                            return event;
                        });
        assertThat(lines)
                .anyMatch(
                        line ->
                                line.matches(
                                        "  \\w+, arm \\d, step \\d, proposal 2 \\((inject|consolidate|ablate)\\): \\w+, .+"));
        List<String> last = FailurePatternsText.of(FailurePatternsText.last(steps));
        assertThat(last).hasSizeGreaterThan(1).first().isEqualTo("what went wrong most often:");
        assertThat(last.get(1)).matches(" {2}[ \\d]\\d × [A-Z].+");
        assertThat(lines).containsSubsequence(last);
    }

    @Test
    void shouldNameTheStepsOfAConfirmation() {
        assertThat(raced(RunWatcherTest::confirming))
                .anyMatch(
                        line ->
                                line.matches(
                                        "  tgd, confirmation of arm 1, step 1, proposal 1: \\w+, .+"));
    }

    @Test
    void shouldNameTheProgramsOfAMerge() {
        assertThat(raced(RunWatcherTest::merging))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "  validation of a merge of one and two: val score "))
                .noneMatch(line -> line.contains("validation of arm"));
    }

    private static Event merging(Event event) {
        return event instanceof EvaluationRequested validation
                        && validation.purpose().startsWith("validate/")
                ? new EvaluationRequested(
                        validation.stepRef(),
                        EvaluationRequested.ofMerge(
                                List.of(new ProgramId("one"), new ProgramId("two"))),
                        validation.program(),
                        validation.settings(),
                        validation.snapshot(),
                        validation.split(),
                        validation.empty(),
                        validation.seed(),
                        validation.draw(),
                        validation.earlyEnd())
                : event;
    }

    private static List<String> raced(UnaryOperator<Event> changed) {
        Project race = LoopScenario.project(SearchMode.RACE);
        List<TaskSubmitted> tasks = LoopScenario.tasks(race);
        RunRequested raced = LoopScenario.request(race, tasks);
        List<String> lines = new ArrayList<>();
        RunWatcher watch = new RunWatcher(raced.id(), lines::add);
        new LocalRun(LoopScenario.model())
                .run(raced, tasks, event -> watch.handle(changed.apply(event)));
        return lines;
    }

    private static Event confirming(Event event) {
        return event instanceof StepRequested step
                ? new StepRequested(
                        step.stepRef(),
                        step.purpose().replace("step/", "confirm/"),
                        step.spec(),
                        step.program(),
                        step.operator(),
                        step.batch(),
                        step.settings(),
                        step.snapshot(),
                        step.seed(),
                        step.draw(),
                        step.allowance())
                : event;
    }

    /** The topics have the events of all runs. */
    @Test
    void shouldKeepOnlyTheEventsOfItsRun() {
        List<Event> read =
                EVENTS.stream()
                        .filter(
                                event ->
                                        event instanceof TrialEvent
                                                || event instanceof RunState
                                                || event instanceof OptimizerVersion)
                        .toList();
        RunWatcher other = new RunWatcher(new RunId("run-2"), line -> {});

        assertThat(read).hasAtLeastOneElementOfType(OptimizerVersion.class);
        assertThat(read).allMatch(new RunWatcher(request.id(), line -> {})::concerns);
        assertThat(read).noneMatch(other::concerns);
    }

    /** Existing records arrive topic by topic. */
    @Test
    void shouldReportEarlierEventsInTheirOrder() {
        List<Stamped<Event>> stamped = new ArrayList<>();
        for (int i = 0; i < EVENTS.size(); i++) stamped.add(new Stamped<>(EVENTS.get(i), i));
        List<Stamped<Event>> byTopic = new ArrayList<>(stamped);
        byTopic.sort(Comparator.comparing(one -> one.event().getClass().getName()));
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        RunWatcher.ordered(byTopic).forEach(new RunWatcher(request.id(), before::add)::handle);
        EVENTS.forEach(new RunWatcher(request.id(), after::add)::handle);

        assertThat(byTopic).isNotEqualTo(stamped);
        assertThat(before).isEqualTo(after);
        assertThat(after)
                .anyMatch(line -> line.startsWith("  seed program: val score"))
                .anyMatch(line -> line.startsWith("  validation again of seed program: val score"))
                .anyMatch(line -> line.startsWith("  test of seed program: test score"))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "  test of " + finished.lines().get(1).name() + ": test"))
                .noneMatch(line -> line.contains(" line "));
    }

    /** A trial's last step, its score, the verdict and the run's next state have one cause. */
    @Test
    void shouldReportEventsOfOneMomentFromTheStepToTheRun() {
        RunState running = state(RunState.Status.RUNNING, 7, List.of());
        List<Stamped<Event>> moment =
                List.of(
                        new Stamped<>(running, 7),
                        new Stamped<>(last(OptimizerVersion.class), 7),
                        new Stamped<>(last(ScoreAggregated.class), 7),
                        new Stamped<>(last(OptimizerState.class), 7));

        assertThat(RunWatcher.ordered(moment))
                .containsExactly(
                        last(OptimizerState.class),
                        last(ScoreAggregated.class),
                        last(OptimizerVersion.class),
                        running);
    }

    /** The states of a run alone show its progress while it has no trial. */
    @Test
    void shouldReportAPauseAndARoundWithoutATrial() {
        RoundEnd invalid =
                new RoundEnd(
                        RoundEnd.MetaPhase.STRUCTURE,
                        "tgd",
                        2,
                        OptimizerVersion.Verdict.INVALID,
                        null,
                        .5,
                        1,
                        "no JSON");
        List<String> lines = new ArrayList<>();
        RunWatcher watch = new RunWatcher(request.id(), lines::add);
        watch.handle(state(RunState.Status.RUNNING, 1, List.of()));
        watch.handle(state(RunState.Status.PAUSED, 2, List.of()));
        watch.handle(state(RunState.Status.RUNNING, 3, List.of()));
        watch.handle(state(RunState.Status.RUNNING, 4, List.of(invalid)));
        watch.handle(state(RunState.Status.RUNNING, 5, List.of(invalid)));
        assertThat(lines)
                .containsExactly(
                        "phase 1",
                        "paused",
                        "resumed",
                        "phase 3",
                        "  tgd, round 2: no usable proposal: no JSON",
                        "phase 4",
                        "phase 5");
    }

    /** A blocked run handles late answers and stays blocked. */
    @Test
    void shouldReportABlockedRunOnce() {
        List<String> lines = new ArrayList<>();
        RunWatcher watch = new RunWatcher(request.id(), lines::add);
        watch.handle(blocked(request, 1, spent("dyck", 9, false)));
        watch.handle(blocked(request, 2, spent("dyck", 9, false)));
        watch.handle(blocked(request, 3, spent("dyck", 7, true)));
        watch.handle(state(RunState.Status.RUNNING, 4, List.of()));
        watch.handle(blocked(request, 5, spent("dyck", 7, true)));
        String whole = "blocked: " + HoldReasonFormatter.of(spent("dyck", 9, false));
        String today = "blocked: " + HoldReasonFormatter.of(spent("dyck", 7, true));
        assertThat(lines).containsExactly(whole, today, "resumed", "phase 4", today);
    }

    @Test
    void shouldSuggestACommandForABlockedRun() {
        blocked(
                spent("dyck", 9, false),
                "the budget of dyck has spent 9 of 9 calls: mtg budget set dyck raises it");
        blocked(
                spent("*", 9, true),
                "the budget of all projects has spent 9 of 9 calls of today:"
                        + " mtg budget set '*' raises it");
        blocked(
                spent("word lists", 9, false),
                "the budget of word lists has spent 9 of 9 calls:"
                        + " mtg budget set 'word lists' raises it");
        blocked(
                new BlockReason.Paused("*"),
                "the calls of all projects are paused: mtg resume --all ends that");
    }

    private static void blocked(BlockReason reason, String text) {
        List<String> lines = new ArrayList<>();
        new RunWatcher(request.id(), lines::add).handle(blocked(request, 1, reason));
        assertThat(lines).containsExactly("blocked: " + text);
        assertThat(RunHead.line(blocked(request, 1, reason))).endsWith(text);
    }

    private static BlockReason spent(String budget, long calls, boolean today) {
        return new BlockReason.Spent(
                budget, new Exceeded(Exceeded.Unit.CALLS, calls, calls), today);
    }

    @Test
    void shouldSuggestACommandForAFinishedRun() {
        List<String> lines = new ArrayList<>();
        RunWatcher watch = new RunWatcher(request.id(), lines::add, "mtg runs show run-1");
        watch.end(finished);
        watch.end(state(RunState.Status.FAILED, 1, List.of()));
        new RunWatcher(request.id(), lines::add).end(finished);
        assertThat(lines).containsExactly("finished: mtg runs show run-1", "phase 1", "finished");
    }

    static RunState blocked(RunRequested request, long serial, BlockReason reason) {
        return new RunState(
                request,
                RunState.Status.BLOCKED,
                "p",
                List.of(),
                List.of(),
                0,
                reason.text(),
                reason,
                new Serial(serial));
    }

    private static RunState state(RunState.Status status, long serial, List<RoundEnd> rounds) {
        return new RunState(
                request,
                status,
                "phase " + serial,
                rounds,
                List.of(),
                0,
                "",
                null,
                new Serial(serial));
    }

    private static Event last(Class<? extends Event> type) {
        return EVENTS.stream().filter(type::isInstance).reduce((one, other) -> other).orElseThrow();
    }

    private static List<String> watched(List<Event> events) {
        List<String> lines = new ArrayList<>();
        RunWatcher watch = new RunWatcher(request.id(), lines::add);
        events.forEach(watch::handle);
        return lines.stream()
                .filter(line -> line.matches(".*: (step .*|base|adopted|rejected)"))
                .map(line -> line.replaceFirst("(step \\d+):.*", "$1"))
                .toList();
    }
}
