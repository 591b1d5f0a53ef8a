package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.json.Resources;
import metatextgrad.llm.Message;
import metatextgrad.model.Cost;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.state.StepMemory;
import org.junit.jupiter.api.Test;

final class BoundedEditsTest {
    private static final Program PROGRAM =
            new Program(
                    List.of(
                            new Node.LlmCall(
                                    "solve",
                                    new Variable("Sort them. Be exact.", "sorts words", true),
                                    List.of(Node.TASK),
                                    null,
                                    false)),
                    "solve");
    private static final String REPLY =
            "<IMPROVED_VARIABLE><EDIT><DELETE>Be exact.</DELETE></EDIT>"
                    + "<EDIT><DELETE>Be quick.</DELETE></EDIT></IMPROVED_VARIABLE>";

    private final OptimizerStrategy edits = Strategies.named("edits");

    /** The whole request, with what it shows as refused. */
    @Test
    void shouldAskForEditsWithTheseBytes() {
        Proposal.Ask ask = (Proposal.Ask) edits.propose(context());
        String request =
                ask.questions().getFirst().messages().stream()
                        .map(Message::content)
                        .reduce("", (all, one) -> all + one + "\n=====\n");

        assertThat(request).isEqualTo(Resources.text("/requests/edits.txt"));
    }

    @Test
    void shouldRememberEditsThatDoNotFit() {
        assertThat(edits.refused(context(), Map.of("solve", REPLY), false))
                .isEqualTo(
                        Map.of(
                                "solve",
                                List.of(
                                        "delete `Be quick.` (refused: the text does not have its"
                                                + " quote)")));
    }

    @Test
    void shouldRememberTheEditsOfARejectedStepToo() {
        assertThat(edits.refused(context(), Map.of("solve", REPLY), true).get("solve"))
                .containsExactly(
                        "delete `Be quick.` (refused: the text does not have its quote)",
                        "delete `Be exact.` (refused: the text did not score higher with it)");
    }

    @Test
    void shouldDescribeTheEditsThatASecondRequestWants() {
        Proposal.Question first = new Proposal.Question("solve", List.of(Message.user("edit")));

        assertThat(edits.again(context(), first, "no").messages().getLast().content())
                .isEqualTo(
                        "edit\n\nYour last reply could not be used (no): send the edits, each with"
                                + " an exact quote of the text, between <IMPROVED_VARIABLE> and"
                                + " </IMPROVED_VARIABLE>, and nothing else between these tags.");
    }

    private static StepContext context() {
        GradientComputed item =
                new GradientComputed(
                        StepSamples.STEP,
                        new Slot(Split.TRAIN, 0),
                        new TaskId("a"),
                        PROGRAM.id(),
                        Score.WRONG,
                        List.of(
                                new Gradient(
                                        "solve",
                                        "It lost a word.",
                                        "b a",
                                        "a",
                                        "the answer of the program",
                                        "a b")),
                        List.of(),
                        0,
                        Cost.NONE,
                        null);
        StepMemory past =
                new StepMemory(
                        1,
                        Map.of(),
                        Map.of(),
                        Map.of(
                                "solve",
                                List.of(
                                        "delete `Be <TEXT>` (refused: the text does not have its"
                                                + " quote)")));
        return new StepContext(
                Strategies.plain("edits"), PROGRAM, List.of(item), List.of(past), Map.of(), 98_304);
    }
}
