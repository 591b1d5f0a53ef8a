package metatextgrad.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.intake.SplitRule;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.statistics.Seeds;

/**
 * Makes benchmark-shaped tasks and computes their answers (METHOD §3.4). The same seed always makes
 * the same tasks, and no question occurs twice. Stateless.
 */
public abstract class TaskGenerator {
    private static final int MAX_DRAWS = 1000;

    /** A question and its answer. */
    record Pair(String input, String target) {}

    /** Draws a pair at random. */
    abstract Pair draw(Seeds random);

    /**
     * Returns this many different tasks of one set, without splits.
     *
     * @throws IllegalArgumentException if the generator does not have that many
     */
    public final List<TaskSubmitted> generate(ProjectId project, String set, int count, long seed) {
        Seeds random = Seeds.of("tasks", set, seed);
        Set<String> seen = new TreeSet<>();
        List<TaskSubmitted> tasks = new ArrayList<>();
        int misses = 0;
        while (tasks.size() < count) {
            Pair pair = draw(random);
            if (seen.add(SplitRule.normalised(pair.input()))) {
                tasks.add(task(project, set, pair));
            } else if (++misses > MAX_DRAWS + count) {
                throw new IllegalArgumentException(
                        "there are not %s different tasks of this kind".formatted(count));
            }
        }
        return List.copyOf(tasks);
    }

    private static TaskSubmitted task(ProjectId project, String set, Pair pair) {
        return new TaskSubmitted(
                project,
                TaskSubmitted.idOf(project, pair.input(), pair.target()),
                pair.input(),
                pair.target(),
                set,
                null,
                null);
    }
}
