package metatextgrad.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.instance.InstanceTraining.Move;
import metatextgrad.model.ModelRole;
import org.junit.jupiter.api.Test;

final class InstanceTrainingTest {
    private static final InstanceTraining TRAINING =
            InstanceTraining.of("1 + 1 = {{x}}?", "Answer: 3");

    @Test
    void shouldRequestCriticBackwardAndUpdateInEachIteration() {
        List<String> replies = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        while (TRAINING.next(replies) instanceof Move.Ask ask) {
            asked.add("%s %d %s %d".formatted(ask.role(), ask.step(), ask.place(), ask.attempt()));
            replies.add(ask.role() == ModelRole.OPTIMIZER ? tagged("Answer: 2") : "Count again.");
        }
        assertThat(asked).hasSize(9);
        assertThat(asked.subList(0, 4))
                .containsExactly(
                        "JUDGE 1 instance/loss 0",
                        "BACKWARD 1 instance/backward 0",
                        "OPTIMIZER 1 instance/update 0",
                        "JUDGE 2 instance/loss 0");
        assertThat(TRAINING.next(replies))
                .isEqualTo(
                        new Move.Done(
                                List.of("Answer: 3", "Answer: 2", "Answer: 2", "Answer: 2"),
                                "Answer: 2"));
    }

    @Test
    void shouldShowTheUpdateEverythingItNeeds() {
        Move.Ask ask = (Move.Ask) TRAINING.next(List.of("Not {shown}.", "Count $1 again."));
        assertThat(ask.messages().getLast().content())
                .containsSubsequence(
                        "<CURRENT_TEXT>\nAnswer: 3\n</CURRENT_TEXT>",
                        "<QUESTION>\n1 + 1 = {{x}}?\n</QUESTION>",
                        "<CRITICISM>\nNot {shown}.\n</CRITICISM>",
                        "<FEEDBACK>\nCount $1 again.\n</FEEDBACK>",
                        "Constraint 1: The last line of the answer has the form `Answer: `",
                        "<IMPROVED_VARIABLE>the improved answer</IMPROVED_VARIABLE>");
    }

    @Test
    void shouldRepeatARequestOnceAndThenKeepTheAnswer() {
        List<String> replies = new ArrayList<>(List.of("Wrong.", "Count.", "no tags"));
        Move.Ask again = (Move.Ask) TRAINING.next(replies);
        assertThat(again.place()).isEqualTo("instance/update");
        assertThat(again.attempt()).isEqualTo(1);
        replies.add("no tags again");
        Move.Ask next = (Move.Ask) TRAINING.next(replies);
        assertThat(next.step()).isEqualTo(2);
        assertThat(next.messages().getLast().content()).contains("Answer: 3");
    }

    /** A failed request has no reply, and no reply changes nothing. */
    @Test
    void shouldContinueAfterEmptyReplies() {
        assertThat(TRAINING.next(List.of("", "", "")))
                .isEqualTo(new Move.Done(List.of("Answer: 3"), "Answer: 3"));
        assertThat(TRAINING.next(List.of("Wrong.", " ", "Wrong.", "", "Wrong.", "")))
                .isEqualTo(new Move.Done(List.of("Answer: 3"), "Answer: 3"));
    }

    private static String tagged(String text) {
        return "<IMPROVED_VARIABLE>" + text + "</IMPROVED_VARIABLE>";
    }
}
