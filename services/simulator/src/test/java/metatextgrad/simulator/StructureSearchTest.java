package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search over structures never loses much, and gains little in the null world. */
final class StructureSearchTest {
    private static final int STEPS = 8;

    @ParameterizedTest
    @ValueSource(strings = {"structure-helps", "structure-hurts", "demo", "null"})
    void shouldSearch(String world) {
        ProgramRunner running =
                new ProgramRunner(new RoleClient(new Simulator(Worlds.find(world), 7)));
        for (TaskFamily task : TaskFamily.values()) {
            List<String> train = Items.of(task, 61, 3 * STEPS);
            List<String> heldOut = Items.of(task, 62, 50);
            List<String> test = Items.of(task, 63, 300);
            String seed = seed(task);
            String best = seed;
            double score = running.accuracy(best, heldOut);
            for (int step = 0; step < STEPS; step++) {
                String next = running.rebuilt(best, train.subList(3 * step, 3 * step + 3), step);
                double nextScore = running.accuracy(next, heldOut);
                if (nextScore > score) {
                    best = next;
                    score = nextScore;
                }
            }
            double before = running.accuracy(seed, test);
            double after = running.accuracy(best, test);
            int nodes = best.split("\"id\"").length - 1;
            System.out.printf("%s %s %.3f -> %.3f, %d nodes%n", world, task, before, after, nodes);
            assertThat(after).isGreaterThan(before - .05);
            // Nothing helps in this world: neither prompts nor a second attempt.
            if (world.equals("null")) assertThat(after).isLessThan(before + .08);
        }
    }

    private static String seed(TaskFamily task) {
        return "{\"nodes\":[{\"id\":\"solve\",\"inputs\":[\"task\"],\"prompt\":{\"value\":\"%s\"}}],\"output\":\"solve\"}"
                .formatted(Prompts.seed(task));
    }
}
