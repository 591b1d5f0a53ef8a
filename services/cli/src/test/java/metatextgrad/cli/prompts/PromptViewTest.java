package metatextgrad.cli.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.Price;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionHistory;
import metatextgrad.view.VersionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A user finds on one screen why a version serves. */
final class PromptViewTest {
    private static final ProjectId PROJECT = new ProjectId("dyck");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Program SEED = program("Answer.");
    private static final Program FIRST = program("Answer step by step.");
    private static final Program SECOND = program("Answer step by step, and check each step.");
    private static final VersionId OF_SEED = VersionId.of(PROJECT, SEED);
    private static final VersionId OF_FIRST = VersionId.of(PROJECT, FIRST);
    private static final VersionId OF_SECOND = VersionId.of(PROJECT, SECOND);
    private static final TrafficCount TRAFFIC =
            new TrafficCount(
                    PROJECT, 90, 10, 1_000, 0, 0, 0, 0, NOON, NOON.plus(Duration.ofHours(2)));
    private static final Price PRICE = new Price(150_000, 600_000);

    private static final PromptsServed BEGUN = table(1, OF_SEED, List.of(), new Serving.Alone());
    private static final PromptsServed CANARY =
            table(2, OF_SEED, List.of(), new Serving.Canary(OF_FIRST, .1, NOON));
    private static final PromptsServed PROMOTED =
            table(
                    3,
                    OF_FIRST,
                    List.of(OF_SEED),
                    new Serving.Holdback(OF_SEED, .05, NOON.plusSeconds(3_600)));
    private static final List<PromptsServed> TABLES = List.of(BEGUN, CANARY, PROMOTED);

    @Test
    void shouldShowWhyAVersionIsTheChampion() {
        PromptView view =
                view(FIRST, TABLES, List.of(contest(1, OF_FIRST, Cause.PROMOTED)), scores(), null);
        assertThat(view.text())
                .containsExactly(
                        "version %s of project dyck".formatted(OF_FIRST),
                        "stage: champion since 2026-11-28T13:00:00Z: why 3, by ada",
                        "serves 95 % of the traffic",
                        "labels: production, staging",
                        "serving table 3: why 3, by ada",
                        "gate: contest 1 with champion %s, promoted".formatted(OF_SEED),
                        "  gain +0.200, 95 % interval +0.074 to +0.326, n = 100 tasks that no run has read",
                        "  tasks fixed 32, broken 12, unchanged 56",
                        "  evidence class truth; level spent 0.0219; evidence 50.0, needed 45.7",
                        "made by run adapt-dyck-000001 with optimizer tgd: 120 model calls, $0.25",
                        "  its scores: validation 0.000, re-scored -, test -",
                        "  before: validation 0.000, re-scored -, test -",
                        "approved by ada at 2026-11-28T12:00:00Z: why 2",
                        "promoted by ada at 2026-11-28T13:00:00Z: why 3",
                        "prompt: 20 characters, about 5 tokens; seed prompt: 7 characters, about 2 tokens",
                        "an answer: 120 tokens, $0.000027000, 1000 ms; with the seed prompt: 50 tokens, $0.000012000, 400 ms",
                        "a month of tasks with a right answer, beside the seed prompt: $0.54 more (1200 tasks a day)",
                        "to undo: mtg prompts rollback dyck",
                        "",
                        "changes to version %s, from which its run started:".formatted(OF_SEED),
                        "--- prompt of solve, before",
                        "+++ prompt of solve, this version",
                        "@@ -1,1 +1,1 @@",
                        "-Answer.",
                        "+Answer step by step.");
    }

    @Test
    void shouldCompareAlsoWithTheSeedProgram() {
        PromptView view = view(SECOND, TABLES, List.of(), List.of(), null);
        assertThat(view.diff()).contains("-Answer step by step.");
        assertThat(view.seedDiff()).contains("-Answer.", "+" + SECOND.onlyPrompt());
        assertThat(view.text())
                .contains(
                        "stage: never served",
                        "gate: no contest, since its contest has not begun, or a newer result took its place",
                        "approved: the log has no approval",
                        "an answer: unknown tokens, dollars unknown, time unknown; with the seed prompt: unknown tokens, dollars unknown, time unknown",
                        "a month of tasks with a right answer, beside the seed prompt: unknown (1200 tasks a day)",
                        "to serve it to a share of the traffic: mtg prompts approve "
                                + OF_SECOND.value().substring(0, 8));
    }

    /** A challenger that begins or ends later is no reason. */
    @Test
    void shouldKeepTheReasonForWhichAChampionServes() {
        PromptsServed next =
                table(
                        4,
                        OF_FIRST,
                        List.of(OF_SEED),
                        new Serving.Canary(OF_SECOND, .1, NOON.plusSeconds(7_200)));
        assertThat(stage(OF_FIRST, List.of(BEGUN, CANARY, PROMOTED, next)))
                .isEqualTo("champion since " + at(3) + ": why 3, by ada");
    }

    @Test
    void shouldMoveTheFixedLabelsWithWhatServes() {
        PromptCatalog before =
                catalog(BEGUN, Map.of("production", OF_SEED, "staging", OF_SEED, "eu", OF_SEED));
        assertThat(before.with(CANARY).labels(PROJECT))
                .isEqualTo(Map.of("production", OF_SEED, "staging", OF_FIRST, "eu", OF_SEED));
        assertThat(before.with(CANARY).with(PROMOTED).labels(PROJECT))
                .isEqualTo(Map.of("production", OF_FIRST, "staging", OF_FIRST, "eu", OF_SEED));

        PromptCatalog waits = catalog(BEGUN, Map.of("production", OF_SEED, "staging", OF_SECOND));
        assertThat(waits.with(alone(2)).labels(PROJECT))
                .isEqualTo(Map.of("production", OF_FIRST, "staging", OF_SECOND));
        assertThat(waits.with(CANARY).labels(PROJECT))
                .isEqualTo(Map.of("production", OF_SEED, "staging", OF_SECOND));
        assertThat(waits.with(BEGUN, OF_SECOND).labels(PROJECT))
                .isEqualTo(Map.of("production", OF_SEED, "staging", OF_SEED));
    }

    @Test
    void shouldNameTheStageOfEachVersion() {
        GateContest passed = contest(1, OF_FIRST, Cause.BETTER);
        assertThat(stage(OF_SEED, List.of(BEGUN)))
                .isEqualTo("champion since " + at(1) + ": why 1, by ada");
        assertThat(stage(OF_FIRST, List.of(BEGUN), contest(1, OF_FIRST, Cause.ROUND_UNDECIDED)))
                .isEqualTo("in its contest since 2026-11-28T12:00:00Z: reason 1");
        assertThat(stage(OF_FIRST, List.of(BEGUN), passed))
                .startsWith("waits for a share of the traffic since ");
        assertThat(stage(OF_FIRST, List.of(BEGUN), passed, contest(2, OF_SECOND, Cause.BETTER)))
                .startsWith("waited for a share, a newer version took its place since ");
        assertThat(stage(OF_FIRST, List.of(BEGUN, CANARY), passed))
                .isEqualTo("canary since 2026-11-28T12:00:00Z: why 2, by ada");
        assertThat(stage(OF_SEED, TABLES))
                .isEqualTo(
                        "former champion, keeps a share since 2026-11-28T13:00:00Z: why 3, by ada");
        assertThat(stage(OF_SEED, List.of(CANARY, PROMOTED, alone(4))))
                .isEqualTo("former champion, serves no traffic since " + at(4) + ": why 4, by ada");
        assertThat(
                        stage(
                                OF_FIRST,
                                List.of(CANARY, table(3, OF_SEED, List.of(), new Serving.Alone()))))
                .isEqualTo("served a share, was taken back since " + at(3) + ": why 3, by ada");
        assertThat(stage(OF_FIRST, List.of(BEGUN), contest(1, OF_FIRST, Cause.TASKS_USED, 1)))
                .isEqualTo("did not pass the gate since 2026-11-28T12:00:00Z: reason 1");
        assertThat(stage(OF_FIRST, List.of(BEGUN), contest(1, OF_FIRST, Cause.TASKS_USED)))
                .isEqualTo(
                        "passed the gate, its wait for a share has ended since 2026-11-28T12:00:00Z: reason 1");
        List<PromptsServed> last = List.of(table(3, OF_SEED, List.of(), new Serving.Alone()));
        assertThat(stage(OF_FIRST, last, contest(1, OF_FIRST, Cause.TASKS_USED)))
                .startsWith("served a share, was taken back since ");
        assertThat(stage(OF_FIRST, List.of(BEGUN), contest(1, OF_FIRST, Cause.WORSE_AT_GATE)))
                .isEqualTo("served a share, was taken back since 2026-11-28T12:00:00Z: reason 1");
    }

    /** A table that was compacted may have had the same champion. */
    @Test
    void shouldNotGuessSinceWhenTheChampionServes() {
        assertThat(stage(OF_FIRST, List.of(alone(9)))).isEqualTo("champion: why 9, by ada");
    }

    @Test
    void shouldNameTheCommandThatUndoes() {
        assertThat(UndoCommand.of(OF_FIRST, PROMOTED)).isEqualTo("mtg prompts rollback dyck");
        assertThat(UndoCommand.of(OF_SEED, PROMOTED))
                .isEqualTo("mtg prompts rollback dyck --to " + OF_FIRST);
        assertThat(UndoCommand.of(OF_FIRST, CANARY)).isEqualTo("mtg prompts rollback dyck");
        assertThat(UndoCommand.of(OF_SEED, CANARY)).isNull();
        assertThat(UndoCommand.of(OF_FIRST, alone(4)))
                .isEqualTo("mtg prompts rollback dyck --to " + OF_SEED);
        assertThat(UndoCommand.of(OF_SECOND, alone(4))).isNull();
    }

    @Test
    void shouldShowAnApprovalWhoseTableIsCompacted() {
        RolloutCommand sent =
                new ChallengerApproved(PROJECT, OF_FIRST, .1, NOON, new Serial(1), "try it", "ada");
        VersionRecords records =
                new VersionRecords(List.of(), stamped(List.of(PROMOTED)), List.of(sent), List.of());
        assertThat(ApprovalView.of(OF_FIRST, records))
                .extracting(ApprovalView::text)
                .containsExactly(
                        "approval sent by ada at 2026-11-28T12:00:00Z: try it",
                        "promoted by ada at 2026-11-28T13:00:00Z: why 3");
    }

    /** A rejection of another version makes a table with its own sender and reason. */
    @Test
    void shouldNameWhoPromotedAVersionAfterAnotherIsRejected() {
        PromptsServed rejected =
                new PromptsServed(
                        PROJECT,
                        OF_FIRST,
                        PROMOTED.earlier(),
                        PROMOTED.serving(),
                        "rejected another",
                        "bob",
                        new Serial(4));
        List<PromptsServed> tables = List.of(BEGUN, CANARY, PROMOTED, rejected);
        VersionRecords records =
                new VersionRecords(List.of(), stamped(tables), List.of(), List.of());

        assertThat(ApprovalView.of(OF_FIRST, records))
                .extracting(ApprovalView::text)
                .containsExactly(
                        "approved by ada at 2026-11-28T12:00:00Z: why 2",
                        "promoted by ada at 2026-11-28T13:00:00Z: why 3");
        assertThat(stage(OF_SEED, tables))
                .isEqualTo(
                        "former champion, keeps a share since 2026-11-28T13:00:00Z: why 3, by ada");
    }

    @Test
    void shouldSuggestToApproveOnlyAVersionThatCanServe() {
        assertThat(suggested(FIRST, BEGUN)).isTrue();
        assertThat(suggested(SECOND, PROMOTED)).isTrue();
        assertThat(suggested(SEED, BEGUN)).isFalse();
        assertThat(suggested(SEED, CANARY)).isFalse();
        assertThat(suggested(SECOND, CANARY)).isFalse();
        assertThat(suggested(SEED, PROMOTED)).isFalse();
    }

    private static boolean suggested(Program program, PromptsServed table) {
        return view(program, List.of(table), List.of(), List.of(), null).text().stream()
                .anyMatch(line -> line.startsWith("to serve it to a share of the traffic: "));
    }

    @Test
    void shouldLeaveUnknownWhatIsNotMeasured() {
        TrafficCount few =
                new TrafficCount(PROJECT, 19, 0, 19, 0, 0, 0, 0, NOON, NOON.plusSeconds(9));
        AnswerCost cost = AnswerCost.of(FIRST, SEED, scores(), null, few);
        assertThat(cost.tokensPerAnswer()).isEqualTo(120);
        assertThat(cost.usdPerAnswer()).isNull();
        assertThat(cost.tasksPerDay()).isNull();
        assertThat(cost.text().getLast())
                .isEqualTo(
                        "a month of tasks with a right answer, beside the seed prompt: unknown, since fewer than 20 tasks have arrived after the last window");
    }

    @Test
    void shouldPrintTheSameAsJson() {
        PromptView view =
                view(FIRST, TABLES, List.of(contest(1, OF_FIRST, Cause.PROMOTED)), scores(), null);
        JsonNode json = ViewJson.read(ViewJson.write(view));
        assertThat(json.at("/stage/name").asText()).isEqualTo("champion");
        assertThat(json.at("/gate/evidenceClass").asText()).isEqualTo("truth");
        assertThat(json.at("/gate/fixed").asInt()).isEqualTo(32);
        assertThat(json.at("/runCost/modelCalls").asInt()).isEqualTo(120);
        assertThat(json.at("/approvals/1/step").asText()).isEqualTo("promoted");
        assertThat(json.at("/cost/moreUsdPerMonth").decimalValue()).isEqualByComparingTo("0.54");
        assertThat(json.at("/undo").asText()).isEqualTo("mtg prompts rollback dyck");
    }

    private static PromptView view(
            Program program,
            List<PromptsServed> tables,
            List<GateContest> contests,
            List<ScoreAggregated> scores,
            @Nullable LiveComparison live) {
        PromptsServed table = tables.getLast();
        PromptCatalog known =
                catalog(table, Map.of("production", table.champion(), "staging", table.champion()));
        return PromptView.of(
                known,
                known.named(VersionId.of(PROJECT, program).value()),
                table,
                new VersionRecords(contests, stamped(tables), List.of(), scores),
                new RunCost(120, new BigDecimal("0.250000")),
                AnswerCost.of(program, SEED, scores, PRICE, TRAFFIC),
                live);
    }

    private static PromptCatalog catalog(PromptsServed table, Map<String, VersionId> labels) {
        return new PromptCatalog(
                List.of(
                        version(SEED, null, "none"),
                        version(FIRST, OF_SEED, "adapt-dyck-000001"),
                        version(SECOND, OF_FIRST, "adapt-dyck-000002")),
                Map.of(PROJECT.value(), table),
                Map.of(PROJECT.value(), new TreeMap<>(labels)));
    }

    private static String stage(
            VersionId version, List<PromptsServed> tables, GateContest... contests) {
        Program program = version.equals(OF_SEED) ? SEED : FIRST;
        return VersionStage.of(
                        version(program, null, "none"),
                        tables.getLast(),
                        new VersionHistory(List.of(contests), stamped(tables)))
                .text();
    }

    /** Each table comes an hour after the one before, from 11:00 on. */
    private static List<TimedTable> stamped(List<PromptsServed> tables) {
        return tables.stream()
                .map(table -> new TimedTable(table, Instant.parse(at(table.serial().number()))))
                .toList();
    }

    private static String at(long serial) {
        return NOON.plus(Duration.ofHours(serial - 2)).toString();
    }

    private static PromptsServed alone(int serial) {
        return table(serial, OF_FIRST, List.of(OF_SEED), new Serving.Alone());
    }

    private static PromptsServed table(
            int serial, VersionId champion, List<VersionId> earlier, Serving serving) {
        return new PromptsServed(
                PROJECT, champion, earlier, serving, "why " + serial, "ada", new Serial(serial));
    }

    private static GateContest contest(int number, VersionId challenger, Cause cause) {
        return contest(number, challenger, cause, 50);
    }

    private static GateContest contest(
            int number, VersionId challenger, Cause cause, double evidence) {
        List<Double> differences = new ArrayList<>();
        differences.addAll(Collections.nCopies(32, 1.));
        differences.addAll(Collections.nCopies(12, -1.));
        differences.addAll(Collections.nCopies(56, 0.));
        return new GateContest(
                PROJECT,
                number,
                challenger,
                OF_SEED,
                .05 / 2.285_765_666,
                4,
                differences,
                evidence,
                Cost.NONE,
                Cost.NONE,
                cause,
                number,
                number,
                NOON,
                "reason " + number,
                new Serial(number));
    }

    /** Two rounds of the new program and one of the seed, of two answers each. */
    private static List<ScoreAggregated> scores() {
        return List.of(score(FIRST, 200, 20), score(FIRST, 200, 60), score(SEED, 80, 20));
    }

    private static ScoreAggregated score(Program program, int input, int output) {
        List<ItemOutcome> outcomes =
                List.of(
                        new ItemOutcome(new TaskId("a"), Score.CORRECT, null),
                        new ItemOutcome(new TaskId("b"), Score.CORRECT, null));
        return new ScoreAggregated(
                new StepRef(
                        PROJECT,
                        new RunId("@gate-dyck-000001"),
                        RunKind.GATE,
                        new TrialId("t"),
                        0,
                        0),
                ScoreAggregated.Scope.TRIAL,
                Split.GATE,
                ScoreStats.EMPTY,
                program,
                outcomes,
                null,
                null,
                List.of(),
                null,
                null,
                new Cost(
                        Map.of(
                                ModelRole.PROGRAM,
                                new Cost.Spent(2, input, output, false, 10 * input),
                                ModelRole.JUDGE,
                                new Cost.Spent(2, 9_000, 9_000, false, 9_000))));
    }

    private static PromptVersion version(Program program, @Nullable VersionId parent, String run) {
        ScoreSummary scores = new ScoreSummary(ScoreStats.EMPTY, null, null);
        return new PromptVersion(
                PROJECT,
                program,
                parent,
                new RunId(run),
                parent == null ? RunKind.USER : RunKind.WINDOW,
                parent == null ? "" : "tgd",
                scores,
                parent == null ? null : scores);
    }

    private static Program program(String prompt) {
        return new Program(
                List.of(
                        new Node.LlmCall(
                                "solve",
                                new Variable(prompt, "system prompt", true),
                                List.of(Node.TASK),
                                null,
                                false)),
                "solve");
    }
}
