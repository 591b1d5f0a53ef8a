package metatextgrad.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import metatextgrad.llm.JudgeContext;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.Requester;
import metatextgrad.llm.TestFailures;
import metatextgrad.llm.Usage;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LossDeciderTest {
    private static final Cost VERDICT = Cost.of(ModelRole.JUDGE, 4, 1);
    private static final List<Outcome> REACHED = List.of(Outcome.FAILED, Outcome.TIMEOUT);
    private final LossDecider decider = new LossDecider();

    @Test
    void shouldScoreAndCriticiseAnAnswer() {
        TextualLoss loss = loss(Split.TRAIN, "Answer: 4", null);
        assertThat(loss.score()).isEqualTo(Score.WRONG);
        assertThat(trace(loss).criticism()).contains("5").contains("4");
        assertThat(loss(Split.TRAIN, "Answer: 5", null).score()).isEqualTo(Score.CORRECT);
    }

    @Test
    void shouldCountAnUnusableAnswerAsUnparseable() {
        TextualLoss loss = loss(Split.TRAIN, "", new Failure.Content("refused"));
        assertThat(loss.score()).isEqualTo(Score.UNPARSEABLE);
        assertThat(trace(loss).criticism()).isEqualTo("There is no usable answer: refused");
    }

    @Test
    void shouldTellTheCriticThatAReplyWasCutOff() {
        Failure cut = new Failure.Content(Failure.Content.Kind.CUT_OFF, "cut off at max tokens");
        assertThat(trace(loss(Split.TRAIN, "", cut)).criticism())
                .isEqualTo(
                        "There is no usable answer: cut off at max tokens; the reply is too long");
        Failure endless = new Failure.Content(Failure.Content.Kind.REPEATED, "cut off");
        assertThat(trace(loss(Split.TRAIN, "", endless)).criticism())
                .isEqualTo(
                        "There is no usable answer: cut off; the reply repeats one short piece over"
                                + " and over");
    }

    @Test
    void shouldGiveNoScoreWhereNoModelAnswered() {
        for (Failure failure :
                List.of(
                        new Failure.Infrastructure("down"),
                        new Failure.DeadModel("refused"),
                        new Failure.Budget("spent"))) {
            TextualLoss loss = loss(Split.VAL, "", failure);
            assertThat(loss.score()).isEqualTo(Score.INFRASTRUCTURE);
            assertThat(loss.failure()).isEqualTo(failure);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Split.class,
            names = {"VAL", "GATE", "TEST", "LIVE"})
    void shouldEmitOnlyScoresOutsideTraining(Split split) {
        TextualLoss loss = loss(split, "Answer: 4", null);
        assertThat(loss.trace()).isNull();
        assertThat(loss.task()).isEqualTo(new TaskId("task"));
        assertThat(loss.score()).isEqualTo(Score.WRONG);
    }

    @Test
    void shouldScoreWithTheVerdictOfTheJudge() {
        LlmRequest ask = ask(judged(Split.TRAIN));
        assertThat(ask.requester()).isEqualTo(Requester.LOSS);
        assertThat(ask.role()).isEqualTo(ModelRole.JUDGE);
        assertThat(ask.replyKey()).isEqualTo("trial");
        assertThat(ask.place()).isEqualTo("TRAIN-00000/judge");
        assertThat(ask.attempt()).isZero();
        assertThat(ask.salt()).isEmpty();
        assertThat(ask.messages().getLast().content()).contains("<TRUTH>\n5\n</TRUTH>");
        assertThat(ask.context()).isEqualTo(new JudgeContext(judged(Split.TRAIN)));
        assertThat(decider.handle(answer(ask, Outcome.OK, "<ACCURACY>1</ACCURACY>")))
                .containsExactly(
                        scored(Split.TRAIN, Score.CORRECT, "The answer is right.", VERDICT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"OK", "INVALID"})
    void shouldRetryTheJudgeOnceAndThenGiveNoScore(Outcome outcome) {
        LlmRequest first = ask(judged(Split.VAL));
        LlmRequest second = (LlmRequest) decider.handle(answer(first, outcome, "Maybe")).getFirst();
        assertThat(second.attempt()).isEqualTo(1);
        assertThat(second.messages()).isEqualTo(first.messages());
        assertThat(second.callKey()).isNotEqualTo(first.callKey());
        assertThat(decider.handle(answer(second, outcome, "Maybe")))
                .containsExactly(
                        scored(
                                Split.VAL,
                                Score.INFRASTRUCTURE,
                                "the judge gave no verdict: its replies are unusable",
                                VERDICT.plus(VERDICT)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FAILED", "TIMEOUT", "BUDGET", "CANCELLED", "EXPIRED"})
    void shouldGiveNoScoreWhereTheJudgeDoesNotAnswer(Outcome outcome) {
        LlmRequest ask = ask(judged(Split.VAL));
        TextualLoss loss = (TextualLoss) decider.handle(answer(ask, outcome, "")).getFirst();
        assertThat(loss.score()).isEqualTo(Score.INFRASTRUCTURE);
        assertThat(loss.failure())
                .isEqualTo(TestFailures.of(outcome, "the judge gave no verdict: the reason"));
        assertThat(loss.cost()).isEqualTo(REACHED.contains(outcome) ? VERDICT : Cost.NONE);
    }

    @Test
    void shouldShowTheCriticThatTheRightAnswerWasNear() {
        CandidateOutput wrong =
                new CandidateOutput(
                        item(Split.TRAIN, EvaluatorSpec.named("exact")),
                        List.of(new NodeOutput("solve", 0, "Answer: 6")),
                        "Answer: 6",
                        null,
                        Cost.NONE);
        TextualLoss near = (TextualLoss) decider.handle(wrong.withSoft(.314)).getFirst();
        TextualLoss far = (TextualLoss) decider.handle(wrong.withSoft(.09)).getFirst();

        assertThat(near.score()).isEqualTo(Score.WRONG.withSoft(.314));
        assertThat(trace(near).criticism())
                .isEqualTo(
                        trace(far).criticism()
                                + " The model nearly gave the expected answer: its probability was 0.31.");
    }

    @Test
    void shouldIgnoreAnswersWithoutContext() {
        LlmRequest ask = ask(judged(Split.VAL));
        LlmResponse answer = answer(ask, Outcome.OK, "<ACCURACY>1</ACCURACY>");
        assertThat(decider.handle(answer.with(new NoContext()))).isEmpty();
    }

    private LlmRequest ask(CandidateOutput output) {
        return (LlmRequest) decider.handle(output).getFirst();
    }

    private static CandidateOutput judged(Split split) {
        List<NodeOutput> outputs = List.of(new NodeOutput("solve", 0, "five"));
        Item item = item(split, EvaluatorSpec.named("judge"));
        return new CandidateOutput(item, outputs, "five", null, Cost.NONE);
    }

    private static TextualLoss scored(Split split, Score score, String criticism, Cost cost) {
        CandidateOutput output = judged(split);
        return new TextualLoss(
                output.item().stepRef(),
                output.item().slot(),
                output.item().task().id(),
                output.item().program().id(),
                score,
                split == Split.TRAIN
                        ? new TextualLoss.Trace(
                                output.item(), output.outputs(), output.answer(), criticism)
                        : null,
                score.counts() ? null : new Failure.Infrastructure(criticism),
                cost);
    }

    private static LlmResponse answer(LlmRequest ask, Outcome outcome, String text) {
        return LlmResponse.of(
                ask,
                outcome,
                outcome == Outcome.OK ? text : "",
                TestFailures.of(outcome, "the reason"),
                new Usage(4, 1),
                LlmResponse.Billing.BILLED,
                "",
                List.of());
    }

    private static TextualLoss.Trace trace(TextualLoss loss) {
        return Objects.requireNonNull(loss.trace());
    }

    private TextualLoss loss(Split split, String answer, @Nullable Failure failure) {
        List<NodeOutput> outputs = List.of(new NodeOutput("solve", 0, answer));
        CandidateOutput output =
                new CandidateOutput(
                        item(split, EvaluatorSpec.named("exact")),
                        outputs,
                        answer,
                        failure,
                        Cost.NONE);
        return (TextualLoss) decider.handle(output).getFirst();
    }

    private static Item item(Split split, EvaluatorSpec evaluator) {
        ProjectId project = new ProjectId("project");
        Variable prompt = new Variable("You add.", "a prompt", true);
        Node solve = new Node.LlmCall("solve", prompt, List.of(Node.TASK), null, false);
        return new Item(
                new StepRef(project, new RunId("run"), new TrialId("trial"), 1, 0),
                new Slot(split, 0),
                new TaskSubmitted(project, new TaskId("task"), "2 + 3", "5", null, null, null),
                new Program(List.of(solve), "solve"),
                settings(evaluator));
    }

    private static LoopSettings settings(EvaluatorSpec evaluator) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 100, 60));
        return new LoopSettings(
                evaluator,
                AnswerParsing.STRICT,
                "sums",
                models,
                3,
                AcceptanceRule.PAPER,
                false,
                .95,
                .8,
                96 * 1024,
                Set.of());
    }
}
