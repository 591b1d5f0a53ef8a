package metatextgrad.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metatextgrad.model.AcceptanceRule;
import metatextgrad.model.CandidateOutput;
import metatextgrad.model.CandidateOutput.End;
import metatextgrad.model.EvaluatorSpec;
import metatextgrad.model.Item;
import metatextgrad.model.LoopSettings;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Reading;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
import metatextgrad.model.TaskId;
import metatextgrad.model.TextualLoss;
import metatextgrad.model.Trail;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LossDeciderTest {
    private final LossDecider decider = new LossDecider();

    @Test
    void shouldScoreAndCriticiseAnAnswer() {
        TextualLoss loss = loss(Split.TRAIN, "Answer: 4", End.ANSWERED, "");
        assertThat(loss.score()).isEqualTo(Score.WRONG);
        assertThat(trace(loss).criticism()).contains("5").contains("4");
        assertThat(loss(Split.TRAIN, "Answer: 5", End.ANSWERED, "").score())
                .isEqualTo(Score.CORRECT);
    }

    @Test
    void shouldCountAnUnusableAnswerAsUnparseable() {
        TextualLoss loss = loss(Split.TRAIN, "", End.UNUSABLE, "refused");
        assertThat(loss.score()).isEqualTo(Score.UNPARSEABLE);
        assertThat(trace(loss).criticism()).isEqualTo("There is no usable answer: refused");
    }

    @Test
    void shouldGiveNoScoreWhereNoModelAnswered() {
        assertThat(loss(Split.VAL, "", End.FAILED, "down").score()).isEqualTo(Score.INFRASTRUCTURE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Split.class,
            names = {"VAL", "GATE", "TEST", "LIVE"})
    void shouldLetNothingButScoresLeaveOutsideTraining(Split split) {
        TextualLoss loss = loss(split, "Answer: 4", End.ANSWERED, "");
        assertThat(loss.trace()).isNull();
        assertThat(loss.task()).isEqualTo(new TaskId("task"));
        assertThat(loss.score()).isEqualTo(Score.WRONG);
    }

    private static TextualLoss.Trace trace(TextualLoss loss) {
        return Objects.requireNonNull(loss.trace());
    }

    private TextualLoss loss(Split split, String answer, End end, String reason) {
        List<NodeOutput> outputs = List.of(new NodeOutput("solve", 0, answer));
        CandidateOutput output = new CandidateOutput(item(split), outputs, answer, end, reason);
        return (TextualLoss) decider.react(output).getFirst();
    }

    private static Item item(Split split) {
        ProjectId project = new ProjectId("project");
        Variable prompt = new Variable("You add.", "a prompt", true);
        Node solve = new Node.LlmCall("solve", prompt, List.of(Node.TASK), null, false);
        return new Item(
                new Trail(project, new RunId("run"), new TrialId("trial"), 1, 0),
                new Slot(split, 0),
                new Task(project, new TaskId("task"), "2 + 3", "5", null, null, null),
                new Program(List.of(solve), "solve"),
                settings());
    }

    private static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 100, 60));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                Reading.STRICT,
                "sums",
                models,
                3,
                AcceptanceRule.PAPER,
                false,
                .95,
                .8,
                96 * 1024);
    }
}
