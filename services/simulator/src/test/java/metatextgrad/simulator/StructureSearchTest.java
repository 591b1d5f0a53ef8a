package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Simulator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** A search over structures finds something where structures help, and breaks nothing elsewhere. */
final class StructureSearchTest {
    private static final int STEPS = 8;

    @ParameterizedTest
    @ValueSource(strings = {"structure-helps", "structure-hurts", "demo", "null"})
    void shouldSearch(String world) {
        ProgramRunner running = new ProgramRunner(new RoleClient(Simulator.in(world, 7)));
        for (TaskFamily task : TaskFamily.values()) {
            List<String> train = Items.of(task, 61, 3 * STEPS);
            List<String> held = Items.of(task, 62, 50);
            List<String> test = Items.of(task, 63, 300);
            String seed = seed(task);
            String best = seed;
            double score = running.accuracy(best, held);
            for (int step = 0; step < STEPS; step++) {
                String next = running.rebuilt(best, train.subList(3 * step, 3 * step + 3), step);
                double nextScore = running.accuracy(next, held);
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
            // Nothing helps there, a second look no more than another prompt.
            if (world.equals("null")) assertThat(after).isLessThan(before + .08);
        }
    }

    private static String seed(TaskFamily task) {
        return "{\"nodes\":[{\"id\":\"solve\",\"inputs\":[\"task\"],\"prompt\":{\"value\":\"%s\"}}],\"output\":\"solve\"}"
                .formatted(Prompts.seed(task));
    }
}
