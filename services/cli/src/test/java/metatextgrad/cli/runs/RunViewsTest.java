package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.input.TaskSetReader;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.text.HoldReasonFormatter;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BlockReason;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Limits.Exceeded;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The output of the commands that show a run. */
final class RunViewsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CallCounts CALLS =
            new CallCounts(
                    7, Map.of(ModelRole.PROGRAM, 5L), 2, 0, 1, Cost.of(ModelRole.PROGRAM, 30, 40));
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

    @Test
    void shouldShowUnparseableAnswersAndMissingScores() {
        RunState hiding = tested(new ScoreStats(10, 7, 2, 1, .5, .3, .7));

        assertThat(RunResultText.of(RunResult.of(hiding, CALLS, 1), null))
                .contains(
                        "seed program, test: 2 unparseable, 1 without a score (infrastructure"
                                + " errors)");
        assertThat(RunResultText.of(RunResult.of(tested(ScoreStats.EMPTY), CALLS, 1), null))
                .noneMatch(line -> line.startsWith("seed program, test:"));
    }

    @Test
    void shouldSuggestThatAnEmptySetIsMisspelt() {
        assertThat(TaskSetReader.waiting("nope", 0, 250))
                .isEqualTo(
                        "set nope has no tasks: is it misspelt? Waiting for 250 tasks (mtg tasks import or send)");
        assertThat(TaskSetReader.waiting("few", 2, 3))
                .isEqualTo(
                        "2 of 3 tasks of set few have arrived; waiting for the others (mtg tasks import or send)");
    }

    @Test
    void shouldCountRequestsByRoleTheProgramFirst() {
        CallCounts calls =
                new CallCounts(
                        9,
                        Map.of(
                                ModelRole.BACKWARD,
                                2L,
                                ModelRole.JUDGE,
                                0L,
                                ModelRole.META,
                                1L,
                                ModelRole.PROGRAM,
                                5L),
                        3,
                        2,
                        0,
                        Cost.of(ModelRole.PROGRAM, 30, 40));

        assertThat(RunResultText.of(RunResult.of(finished, calls, 27.54), null))
                .containsSequence(
                        "requests by role: program 5, backward 2, meta 1",
                        "8 requests = 5 model calls + 3 cache hits; 2 of them failed",
                        "tokens: 30 input, 40 output; took 27.5 s");
    }

    @Test
    void shouldReportWhyARunFailedAndTheFix() {
        RunState failed =
                new RunState(
                        request,
                        RunState.Status.FAILED,
                        "failed",
                        List.of(),
                        List.of(),
                        0,
                        "no answer",
                        null,
                        finished.serial());

        assertThat(RunsStartCommand.exists(request.id(), failed))
                .isEqualTo(
                        "run run-1 already exists and failed: no answer; use another --seed to start a new run that reuses the recorded answers");
        assertThat(RunsStartCommand.exists(request.id(), finished))
                .isEqualTo(RunsStartCommand.exists(request.id(), null))
                .startsWith("run run-1 already exists: watch it");
    }

    @Test
    void shouldKeepTheFieldsThatScriptsRead() throws Exception {
        JsonNode root =
                JSON.readTree(
                        ViewJson.write(
                                FinishedRunView.of(RunResult.of(finished, CALLS, 1.5), "demo")));

        assertThat(names(root))
                .containsExactlyInAnyOrder(
                        "schemaVersion",
                        "run",
                        "project",
                        "set",
                        "seed",
                        "world",
                        "status",
                        "budget",
                        "results",
                        "rounds",
                        "baseline",
                        "best",
                        "difference",
                        "verdict",
                        "calls",
                        "tokens",
                        "usd",
                        "pricesAsOf",
                        "seconds");
        assertThat(root.get("results")).hasSize(finished.lines().size());
        assertThat(root.at("/results/0")).isEqualTo(root.get("baseline"));
        assertThat(root.get("results").get(finished.best())).isEqualTo(root.get("best"));
        assertThat(names(root.at("/rounds/0")))
                .containsExactly(
                        "phase",
                        "optimizer",
                        "round",
                        "verdict",
                        "score",
                        "baselineScore",
                        "repairs",
                        "reason");
        assertThat(names(root.get("calls")))
                .containsExactly(
                        "submitted",
                        "requests",
                        "modelCalls",
                        "cacheHits",
                        "failed",
                        "inDoubt",
                        "byRole");
        assertThat(names(root.get("best")))
                .containsExactly(
                        "name",
                        "validation",
                        "rescored",
                        "selectionBias",
                        "test",
                        "program",
                        "optimizer",
                        "round",
                        "validationItems",
                        "rescoredItems",
                        "testItems",
                        "unparseable",
                        "difference");
        assertThat(names(root.get("difference")))
                .containsExactly("estimate", "low", "high", "items");
    }

    /** A reader of the JSON must be able to make the table from it. */
    @Test
    void shouldExportEachLineOfTheTable() throws Exception {
        RunState hiding = tested(new ScoreStats(10, 7, 2, 1, .5, .3, .7));
        JsonNode lines =
                JSON.readTree(
                        ViewJson.write(FinishedRunView.of(RunResult.of(hiding, CALLS, 1), null)));
        JsonNode seed = lines.at("/results/0");
        JsonNode best = lines.at("/best");
        Line line = finished.lines().get(finished.best());

        assertThat(seed.get("optimizer").isNull()).isTrue();
        assertThat(seed.get("difference").isNull()).isTrue();
        assertThat(seed.get("round").asInt()).isZero();
        assertThat(seed.get("testItems").asInt()).isEqualTo(20);
        assertThat(seed.at("/unparseable/test").asInt()).isEqualTo(2);
        assertThat(best.at("/optimizer/phases/0/task-description").asText())
                .isEqualTo(Objects.requireNonNull(line.optimizer()).taskDescription());
        assertThat(best.get("round").asInt()).isEqualTo(line.round());
        assertThat(best.get("validationItems").asInt()).isEqualTo(20);
        assertThat(best.at("/unparseable/validation").asInt())
                .isEqualTo(line.validation().unparseable());
        assertThat(best.get("difference")).isEqualTo(lines.get("difference"));
    }

    @Test
    void shouldReportThatALineIsNotTestedYet() throws Exception {
        Line seed = finished.lines().getFirst();
        Line untested = Line.selected("b", seed.optimizer(), 0, seed.program(), seed.validation());
        ResultView line = ResultView.of(untested, seed);

        assertThat(line.rescored()).isNull();
        assertThat(line.selectionBias()).isNull();
        assertThat(line.test()).isNull();
        assertThat(line.testItems()).isNull();
        assertThat(line.unparseable().test()).isNull();
        assertThat(line.difference()).isNull();
    }

    @Test
    void shouldShowTheStatusOfAnUnfinishedRun() throws Exception {
        Program seed = request.project().seed();
        UnfinishedRunView begun = standing(seed, null);
        UnfinishedRunView later = standing(seed, .5);

        assertThat(begun.text())
                .containsExactly(
                        "run-1  running  project dyck, set scenario, seed 11  trying the base"
                                + " optimizers",
                        "optimizers: tgd",
                        "requests: 7 submitted, 5 answered = 3 model calls + 2 cache hits",
                        "calls in doubt: 1 (possibly billed, but no answer was recorded, for example after a crash or a timeout)",
                        "",
                        "The seed program:",
                        "",
                        "prompt of answer:",
                        "You complete sequences of brackets. Think, then answer.",
                        "End with a line `Answer: ` and then the answer.");
        assertThat(later.text()).contains("The best program so far, validation 0.500:");
        JsonNode root = JSON.readTree(ViewJson.write(later));
        assertThat(root.at("/calls/submitted").asInt()).isEqualTo(7);
        assertThat(root.at("/best/validation").asDouble()).isEqualTo(.5);
    }

    @Test
    void shouldReportIdAndStatusOfEveryRunFirst() {
        assertThat(RunHead.line(finished))
                .isEqualTo("run-1  finished  project dyck, set scenario, seed 11");
        assertThat(RunHead.line(held(1, new BlockReason.Paused("dyck"))))
                .startsWith(
                        "run-1  blocked  project dyck, set scenario, seed 11  p: the calls of dyck are paused");
        assertThat(RunHead.requested(request))
                .isEqualTo(
                        "run-1  requested  project dyck, set scenario, seed 11  not started yet");
        assertThat(
                        RunHead.line(
                                new RunState(
                                        request,
                                        RunState.Status.FAILED,
                                        "failed",
                                        List.of(),
                                        List.of(),
                                        0,
                                        "no answer",
                                        null,
                                        new Serial(1))))
                .isEqualTo("run-1  failed  project dyck, set scenario, seed 11  no answer");
    }

    @Test
    void shouldListRunsInColumns() throws Exception {
        double best = finished.lines().get(finished.best()).validation().mean();

        List<RunState> listed = List.of(running(), held(1, new BlockReason.Paused("*")), finished);
        assertThat(RunListView.of(listed).text())
                .containsExactly(
                        "run    project  set       seed  status    best validation  phase",
                        "run-1  dyck     scenario  11    running   -                trying the base optimizers",
                        "run-1  dyck     scenario  11    blocked   -                p: the calls of all projects are paused",
                        "run-1  dyck     scenario  11    finished  %.3f".formatted(best));
        JsonNode runs =
                JSON.readTree(ViewJson.write(RunListView.of(List.of(running(), finished))))
                        .get("runs");
        assertThat(runs.at("/0/status").asText()).isEqualTo("running");
        assertThat(runs.at("/0/set").asText()).isEqualTo("scenario");
        assertThat(runs.at("/0/bestValidation").isNull()).isTrue();
        assertThat(runs.at("/1/bestValidation").asDouble()).isEqualTo(best);
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
        List<Stamped<Event>> moment =
                List.of(
                        new Stamped<>(running(), 7),
                        new Stamped<>(last(OptimizerVersion.class), 7),
                        new Stamped<>(last(ScoreAggregated.class), 7),
                        new Stamped<>(last(OptimizerState.class), 7));

        assertThat(RunWatcher.ordered(moment))
                .containsExactly(
                        last(OptimizerState.class),
                        last(ScoreAggregated.class),
                        last(OptimizerVersion.class),
                        running());
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
        watch.handle(held(1, spent("dyck", 9, false)));
        watch.handle(held(2, spent("dyck", 9, false)));
        watch.handle(held(3, spent("dyck", 7, true)));
        watch.handle(state(RunState.Status.RUNNING, 4, List.of()));
        watch.handle(held(5, spent("dyck", 7, true)));
        String whole = "blocked: " + HoldReasonFormatter.of(spent("dyck", 9, false));
        String today = "blocked: " + HoldReasonFormatter.of(spent("dyck", 7, true));
        assertThat(lines).containsExactly(whole, today, "resumed", "phase 4", today);
    }

    @Test
    void shouldSuggestACommandForABlockedRun() {
        held(
                spent("dyck", 9, false),
                "the budget of dyck has spent 9 of 9 calls: mtg budget set dyck raises it");
        held(
                spent("*", 9, true),
                "the budget of all projects has spent 9 of 9 calls of today:"
                        + " mtg budget set '*' raises it");
        held(
                spent("word lists", 9, false),
                "the budget of word lists has spent 9 of 9 calls:"
                        + " mtg budget set 'word lists' raises it");
        held(
                new BlockReason.Paused("*"),
                "the calls of all projects are paused: mtg resume --all ends that");
    }

    private static void held(BlockReason reason, String text) {
        List<String> lines = new ArrayList<>();
        new RunWatcher(request.id(), lines::add).handle(held(1, reason));
        assertThat(lines).containsExactly("blocked: " + text);
        assertThat(RunHead.line(held(1, reason))).endsWith(text);
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

    private static UnfinishedRunView standing(Program program, @Nullable Double validation) {
        return UnfinishedRunView.of(
                running(),
                "optimizers: tgd",
                CALLS,
                new UnfinishedRunView.Best(program, validation));
    }

    private static RunState held(long serial, BlockReason reason) {
        RunState.Status held = RunState.Status.BLOCKED;
        return new RunState(
                request,
                held,
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

    private static RunState running() {
        return new RunState(
                request,
                RunState.Status.RUNNING,
                "trying the base optimizers",
                List.of(),
                List.of(),
                0,
                "",
                null,
                finished.serial());
    }

    private static RunState tested(ScoreStats stats) {
        List<Line> lines = new ArrayList<>(finished.lines());
        lines.set(0, lines.getFirst().tested(stats, lines.getFirst().outcomes()));
        return new RunState(
                request,
                RunState.Status.FINISHED,
                "finished",
                finished.rounds(),
                lines,
                finished.best(),
                "",
                null,
                finished.serial());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
