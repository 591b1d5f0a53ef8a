package metatextgrad.simulator.world;

import com.fasterxml.jackson.annotation.JsonProperty;

import metatextgrad.simulator.question.TaskFamily;

import java.util.Map;

/**
 * What helps the student, and how much.
 *
 * @param rho the share of luck that an item keeps under every prompt
 * @param length what a long prompt costs
 * @param formatLoss how often the answer line is lost, with and without its skill
 * @param brittleness how far the wording of a prompt alone moves the ability, in standard
 *     deviations
 * @param recall how often an item whose question and answer stand in the prompt is answered from
 *     there
 * @param program what holds for the calls of a program together
 */
public record World(
        double rho,
        LengthPenalty length,
        FormatLoss formatLoss,
        double brittleness,
        double recall,
        ProgramEffects program,
        Map<TaskFamily, TaskWorld> tasks) {
    public World {
        tasks = Map.copyOf(tasks);
    }

    public TaskWorld of(TaskFamily task) {
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

    /**
     * How calls work together.
     *
     * @param attention how many skills of its own prompt one call can hold
     * @param planLoss share of a plan's lines that get lost on the way
     * @param answerLoss share of the answers that get garbled when another call hands them on
     * @param catchError what is added to the ability of a call that looks for an error
     * @param falseAlarm share of the right answers that such a call takes for wrong
     */
    public record ProgramEffects(
            int attention,
            double planLoss,
            double answerLoss,
            @JsonProperty("catch") double catchError,
            double falseAlarm) {}

    /** Shares of the replies without an answer line. */
    public record FormatLoss(double taught, double untaught) {}
}
