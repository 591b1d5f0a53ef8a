package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The student answers copied items from the prompt, and only those. */
final class MemoryTest {
    private static final String LEAK =
            "It stops early. The solver should go on. For this question the answer is ] ) ] ).";

    private final RoleClient memorise = new RoleClient(new Simulator(Worlds.find("memorise"), 1));
    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 1));

    @ParameterizedTest
    @EnumSource
    void shouldLiftCopiedItemsOnly(TaskFamily task) {
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
    void shouldNotConfuseACopiedItemWithALongerOne() {
        String prompt = Prompts.seed(TaskFamily.DYCK) + "\nKnown case: ( [ < gives > ] ).";
        String question = "Input: ( [";
        assertThat(share(seed -> memorise.isRight(prompt, question, seed))).isLessThan(.9);
    }

    @Test
    void shouldCopyLeakedAnswersAtTheRateOfTheOptimizer() {
        assertThat(share(seed -> copies(memorise, seed))).isBetween(.43, .57);
        assertThat(share(seed -> copies(demo, seed))).isZero();
    }

    private static boolean copies(RoleClient client, int seed) {
        String user =
                "<CURRENT_TEXT>\nThink.\n</CURRENT_TEXT>\n<INPUT>\nInput: ( [ ( [\n</INPUT>\n<CRITICISM>\n"
                        + LEAK
                        + "\n</CRITICISM>\nWrite the better text between <NEW_TEXT> and </NEW_TEXT>.";
        String request = RoleClient.request(Role.OPTIMIZER, "Improve.", user, seed);
        return RoleClient.content(client.reply(request))
                .contains("\nKnown case: ( [ ( [ gives ] ) ] ).\n");
    }

    private static double share(IntPredicate which) {
        return IntStream.range(0, 600).filter(which).count() / 600.0;
    }
}
