package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import metatextgrad.simulator.question.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copied item is answered from the prompt, and no other one. */
final class MemoryTest {
    private static final String LEAK =
            "It stops early. The solver should go on. For this question the answer is ] ) ] ).";

    private final Client memorise = new Client(Simulator.in("memorise", 1));
    private final Client demo = new Client(Simulator.in("demo", 1));

    @ParameterizedTest
    @EnumSource
    void shouldLiftCopiedItemsOnly(Task task) {
        String copies = Measures.withCopies(task);
        List<String> others = Items.of(task, 50, 400);
        assertThat(memorise.accuracy(copies, Measures.copies(task))).isGreaterThanOrEqualTo(.9);
        assertThat(memorise.accuracy(copies, others))
                .isBetween(
                        memorise.accuracy(Prompts.seed(task), others) - .12,
                        memorise.accuracy(Prompts.seed(task), others) + .05);
        assertThat(demo.accuracy(copies, Measures.copies(task))).isLessThan(.8);
    }

    @Test
    void shouldTakeNoLongerItemForTheOneCopied() {
        String prompt = Prompts.seed(Task.DYCK) + "\nKnown case: ( [ < gives > ] ).";
        String question = "Input: ( [";
        assertThat(share(seed -> memorise.isRight(prompt, question, seed))).isLessThan(.9);
    }

    @Test
    void shouldCopyLeakedAnswersAsOftenAsTheOptimizerIsSaidTo() {
        assertThat(share(seed -> copies(memorise, seed))).isBetween(.43, .57);
        assertThat(share(seed -> copies(demo, seed))).isZero();
    }

    private static boolean copies(Client client, int seed) {
        String user =
                "<CURRENT_TEXT>\nThink.\n</CURRENT_TEXT>\n<INPUT>\nInput: ( [ ( [\n</INPUT>\n<CRITICISM>\n"
                        + LEAK
                        + "\n</CRITICISM>\nWrite the better text between <NEW_TEXT> and </NEW_TEXT>.";
        String request = Client.request(Role.OPTIMIZER, "Improve.", user, seed);
        return Client.content(client.simulator().reply(request))
                .contains("\nKnown case: ( [ ( [ gives ] ) ] ).\n");
    }

    private static double share(IntPredicate which) {
        return IntStream.range(0, 600).filter(which).count() / 600.0;
    }
}
