package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import metatextgrad.cli.input.TaskSetReader;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.text.CostText;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.local.LocalRun;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Project;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The output of the commands that show a run. */
final class RunViewsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CallCounts CALLS =
            new CallCounts(
                    Map.of(ModelRole.PROGRAM, 5L),
                    2,
                    0,
                    0,
                    1,
                    0,
                    Cost.of(ModelRole.PROGRAM, 30, 40));
    private static RunState finished;
    private static RunRequested request;

    @BeforeAll
    static void run() {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        request = LoopScenario.request(project, tasks);
        finished = new LocalRun(LoopScenario.model()).run(request, tasks, event -> {});
    }

    @Test
    void shouldShowUnparseableAnswersAndMissingScores() {
        RunState hiding = tested(new ScoreStats(10, 7, 2, 1, .5, .3, .7));

        assertThat(RunResultText.of(RunResult.of(hiding, CALLS, 1.), null))
                .contains(
                        "seed program, test: 2 unparseable, 1 without a score (infrastructure"
                                + " errors)");
        assertThat(RunResultText.of(RunResult.of(tested(ScoreStats.EMPTY), CALLS, 1.), null))
                .noneMatch(line -> line.startsWith("seed program, test:"));
    }

    @Test
    void shouldCountRepliesThatWereCutOffAndThatRepeatApart() {
        ScoreAggregated.ItemOutcome cut =
                new ScoreAggregated.ItemOutcome(
                        new TaskId("t"), Score.UNPARSEABLE, Failure.Content.Kind.CUT_OFF);
        ScoreAggregated.ItemOutcome bare =
                new ScoreAggregated.ItemOutcome(new TaskId("u"), Score.UNPARSEABLE, null);
        ScoreAggregated.ItemOutcome repeated =
                new ScoreAggregated.ItemOutcome(
                        new TaskId("v"), Score.UNPARSEABLE, Failure.Content.Kind.REPEATED);
        RunState run =
                tested(new ScoreStats(0, 0, 4, 0, 0, 0, .7), List.of(cut, bare, cut, repeated));

        assertThat(RunResultText.of(RunResult.of(run, CALLS, 1.), null))
                .contains(
                        "seed program, test: 4 unparseable, 2 of them cut off at max-tokens, 1 of them"
                                + " repeating one piece until max-tokens");
    }

    @Test
    void shouldSuggestASimilarSet() {
        assertThat(TaskSetReader.missing(new ProjectId("p"), "nope", Set.of("s1")))
                .isEqualTo("no task of project p has the set nope: mtg tasks sets lists the sets");
        assertThat(TaskSetReader.missing(new ProjectId("p"), "s11", Set.of("s1", "other")))
                .endsWith("lists the sets. Did you mean `s1`?");
    }

    @Test
    void shouldNameTheNextCommand() {
        RunResult result = new RunResult(finished, new PairedDifference(.5, .2, .8, 10), CALLS, 1.);
        String lineage = "mtg runs show run-1 --lineage";
        VersionId best = VersionId.of(request.project().id(), result.best().program());
        RunResult same = new RunResult(finished, new PairedDifference(0, -1, 1, 10), CALLS, 1.);

        assertThat(result.verdict()).isEqualTo("better");
        assertThat(RunsShowCommand.next(result))
                .containsExactly("mtg prompts approve " + best, lineage);
        assertThat(RunsShowCommand.next(same)).containsExactly(lineage);
        assertThat(RequestedRunView.of(request, "requested").next())
                .containsExactly("mtg runs watch run-1");
        assertThat(RequestedRunView.of(request, "exists").next()).isEmpty();
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
    @DisplayName("DEFECT 10: refused and unanswered requests are no model calls")
    void defect10ShouldCountRequestsByRoleAndBilling() throws Exception {
        CallCounts calls =
                new CallCounts(
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
                        1,
                        1,
                        2,
                        1,
                        Cost.of(ModelRole.PROGRAM, 30, 40));

        assertThat(RunResultText.of(RunResult.of(finished, calls, 27.54), null))
                .containsSequence(
                        "requests by role: program 5, backward 2, meta 1",
                        "8 requests = 3 model calls + 3 cache hits + 1 refused + 1 unanswered",
                        "calls in doubt: 1 timed out, 1 lost with a process or a connection (possibly billed, but no answer was recorded)",
                        "tokens: 30 input, 40 output; the run took 27.5 s");
        JsonNode counts =
                JSON.readTree(
                                ViewJson.write(
                                        FinishedRunView.of(
                                                RunResult.of(finished, calls, 27.54), null)))
                        .get("calls");
        assertThat(counts.get("modelCalls").asInt()).isEqualTo(3);
        assertThat(counts.get("refused").asInt()).isEqualTo(1);
        assertThat(counts.get("unanswered").asInt()).isEqualTo(1);
        assertThat(counts.get("inDoubt").asInt()).isEqualTo(2);
    }

    @Test
    void shouldStateHowLongThePromptBecame() throws Exception {
        RunResult result = RunResult.of(finished, CALLS, 1.);
        Program before = result.baseline().program();
        Program after = result.best().program();

        assertThat(RunResultText.of(result, null))
                .contains(
                        "prompt: %d characters instead of %d, about %d tokens instead of %d"
                                .formatted(
                                        after.promptLength(),
                                        before.promptLength(),
                                        Math.ceilDiv(after.promptLength(), 4),
                                        Math.ceilDiv(before.promptLength(), 4)));
        JsonNode best = JSON.readTree(ViewJson.write(FinishedRunView.of(result, null))).get("best");
        assertThat(best.get("promptCharacters").asInt()).isEqualTo(after.promptLength());
        assertThat(best.get("promptTokens").asInt())
                .isEqualTo(Math.ceilDiv(after.promptLength(), 4));
    }

    @Test
    void shouldNotStateATimeThatIsUnknown() throws Exception {
        RunResult result = RunResult.of(finished, CALLS, null);

        assertThat(RunResultText.of(result, null)).contains("tokens: 30 input, 40 output");
        assertThat(JSON.readTree(ViewJson.write(FinishedRunView.of(result, null))).get("seconds"))
                .isEqualTo(NullNode.getInstance());
    }

    @Test
    @DisplayName("DEFECT 11: tokens that the server did not report are marked")
    void defect11ShouldMarkEstimatedTokens() throws Exception {
        Cost estimated = Cost.of(ModelRole.PROGRAM, new Cost.Spent(1, 30, 40, true, 0));
        CallCounts calls = new CallCounts(Map.of(ModelRole.PROGRAM, 1L), 0, 0, 0, 0, 0, estimated);
        RunResult result = RunResult.of(finished, calls, 1.);

        assertThat(RunResultText.of(result, null))
                .contains("tokens: ~30 input, ~40 output; the run took 1.0 s");
        assertThat(JSON.readTree(ViewJson.write(FinishedRunView.of(result, null))).get("tokens"))
                .isEqualTo(JSON.readTree("{\"input\":30,\"output\":40,\"estimated\":true}"));
        assertThat(CostText.text(estimated))
                .isEqualTo("1 requests (1 program), ~30 input tokens, ~40 output tokens");
    }

    @Test
    void shouldReportAtTheStartThatTheBudgetIsSpent() {
        Limits.Exceeded none = new Limits.Exceeded(Limits.Exceeded.Unit.CALLS, 0, 0);
        assertThat(RunsStartCommand.waits(new BlockReason.Spent("p", none, false)))
                .isEqualTo(
                        "the run will wait, because the budget of p has spent 0 of 0 calls: mtg budget set p raises it");
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
                        "reason",
                        "budget",
                        "results",
                        "control",
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
                        "requests",
                        "modelCalls",
                        "cacheHits",
                        "refused",
                        "unanswered",
                        "inDoubt",
                        "byRole");
        assertThat(names(root.get("best")))
                .containsExactly(
                        "name",
                        "validation",
                        "rescored",
                        "answerNoise",
                        "optimism",
                        "test",
                        "program",
                        "optimizer",
                        "round",
                        "validationItems",
                        "rescoredItems",
                        "testItems",
                        "unparseable",
                        "promptCharacters",
                        "promptTokens",
                        "difference");
        assertThat(names(root.get("difference")))
                .containsExactly("estimate", "low", "high", "items");
    }

    @Test
    void shouldShowAControlInARowOfItsOwn() throws Exception {
        RunResult result = RunResult.of(finished, CALLS, 1.);
        ControlRow control =
                new ControlRow("same calls", result.best(), CallsByRole.one(ModelRole.PROGRAM));
        FinishedRunView view = FinishedRunView.of(result, "demo", control);

        assertThat(view.text())
                .contains("same calls: 1 further requests")
                .filteredOn(line -> line.startsWith("same calls  "))
                .singleElement()
                .asString()
                .endsWith("]");
        JsonNode json = JSON.readTree(ViewJson.write(view));
        assertThat(json.at("/control/name").asText()).isEqualTo("same calls");
        assertThat(json.at("/control/requests").asLong()).isOne();
        assertThat(json.at("/control/test")).isEqualTo(json.at("/best/test"));
        assertThat(json.get("results")).hasSize(finished.lines().size());
        assertThat(JSON.readTree(ViewJson.write(FinishedRunView.of(result, "demo"))).get("control"))
                .isEqualTo(NullNode.getInstance());
    }

    /** A reader of the JSON must be able to make the table from it. */
    @Test
    void shouldExportEachLineOfTheTable() throws Exception {
        RunState hiding = tested(new ScoreStats(10, 7, 2, 1, .5, .3, .7));
        JsonNode lines =
                JSON.readTree(
                        ViewJson.write(FinishedRunView.of(RunResult.of(hiding, CALLS, 1.), null)));
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
        assertThat(line.answerNoise()).isNull();
        assertThat(line.optimism()).isNull();
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
                        "requests: 5 answered = 3 model calls + 2 cache hits",
                        "calls in doubt: 0 timed out, 1 lost with a process or a connection (possibly billed, but no answer was recorded)",
                        "",
                        "The seed program:",
                        "",
                        "prompt of answer:",
                        "You complete sequences of brackets. Think, then answer.",
                        "End with a line `Answer: ` and then the answer.");
        assertThat(later.text()).contains("The best program so far, validation 0.500:");
        JsonNode root = JSON.readTree(ViewJson.write(later));
        assertThat(root.at("/best/validation").asDouble()).isEqualTo(.5);
    }

    @Test
    void shouldReportIdAndStatusOfEveryRunFirst() {
        assertThat(RunHead.line(finished))
                .isEqualTo("run-1  finished  project dyck, set scenario, seed 11");
        assertThat(RunHead.line(RunWatcherTest.blocked(request, 1, new BlockReason.Paused("dyck"))))
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
    void shouldNameTheCommandThatStartsTheFirstRun() {
        assertThat(RunListView.of(List.of(), List.of()).text())
                .containsExactly("no runs yet: mtg runs start");
        assertThat(ViewJson.write(RunListView.of(List.of(), List.of()))).contains("\"runs\":[]");
    }

    @Test
    void shouldStateWhichRunTriesASubmittedOptimizer() {
        assertThat(new RunsCommand.ProposedOptimizerView("r1", "twice", false).text())
                .containsExactly(
                        "optimizer twice is submitted to run r1; mtg runs watch r1 shows the verdict");
        assertThat(new RunsCommand.ProposedOptimizerView("r1", "twice", true).text())
                .containsExactly(
                        "optimizer twice is submitted to run r1, which is a race: the project's next run tries it");
    }

    @Test
    void shouldListRunsInColumns() throws Exception {
        double best = finished.lines().get(finished.best()).validation().mean();

        List<RunState> listed =
                List.of(
                        running(),
                        RunWatcherTest.blocked(request, 1, new BlockReason.Paused("*")),
                        finished);
        assertThat(RunListView.of(listed, List.of(request)).text())
                .containsExactly(
                        "run    project  set       seed  status     best validation  phase",
                        "run-1  dyck     scenario  11    running    -                trying the base optimizers",
                        "run-1  dyck     scenario  11    blocked    -                p: the calls of all projects are paused",
                        "run-1  dyck     scenario  11    finished   %.3f".formatted(best),
                        "run-1  dyck     scenario  11    requested  -                not started yet");
        JsonNode runs =
                JSON.readTree(
                                ViewJson.write(
                                        RunListView.of(
                                                List.of(running(), finished), List.of(request))))
                        .get("runs");
        assertThat(runs.at("/0/status").asText()).isEqualTo("running");
        assertThat(runs.at("/0/set").asText()).isEqualTo("scenario");
        assertThat(runs.at("/0/bestValidation").isNull()).isTrue();
        assertThat(runs.at("/1/bestValidation").asDouble()).isEqualTo(best);
        assertThat(runs.at("/2/status").asText()).isEqualTo("requested");
        assertThat(runs.at("/2/phase").asText()).isEqualTo("not started yet");
    }

    private static UnfinishedRunView standing(Program program, @Nullable Double validation) {
        return UnfinishedRunView.of(
                running(),
                "optimizers: tgd",
                CALLS,
                new UnfinishedRunView.Best(program, validation));
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
        return tested(stats, finished.lines().getFirst().outcomes());
    }

    private static RunState tested(ScoreStats stats, List<ScoreAggregated.ItemOutcome> outcomes) {
        List<Line> lines = new ArrayList<>(finished.lines());
        lines.set(0, lines.getFirst().tested(stats, outcomes));
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
