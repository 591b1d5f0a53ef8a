package metatextgrad.simulator.world;

import java.util.Map;
import metatextgrad.simulator.question.Task;

/**
 * What helps the student, and how much.
 *
 * @param rho the share of luck that an item keeps under every prompt
 * @param length what a long prompt costs
 * @param formatLoss how often the answer line is lost, with and without its skill
 */
public record World(
        double rho, LengthPenalty length, FormatLoss formatLoss, Map<Task, TaskWorld> tasks) {
    public World {
        tasks = Map.copyOf(tasks);
    }

    public TaskWorld of(Task task) {
        TaskWorld world = tasks.get(task);
        if (world == null) {
            throw new IllegalArgumentException("the world says nothing about " + task.id());
        }
        return world;
    }

    /** Ability lost for every hundred words beyond the free ones. */
    public record LengthPenalty(int free, double perHundred) {
        double of(int words) {
            return Math.max(0, words - free) / 100.0 * perHundred;
        }
    }

    /** Shares of the replies without an answer line. */
    public record FormatLoss(double taught, double untaught) {}
}
