package metatextgrad.simulator.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;

/**
 * The effects of prompts on the student.
 *
 * @param rho the share of luck that an item keeps under all prompts
 * @param length the penalty of long prompts
 * @param formatLoss how often the answer line is missing, with and without its skill
 * @param brittleness the effect of the wording of a prompt alone on the ability, in standard
 *     deviations
 * @param recall how often a call answers from the prompt if it contains question and answer
 * @param program the effects between the calls of a program
 * @param harms phrases that a prompt must not contain
 * @param workedExamples the effect of worked examples in a prompt
 */
public record World(
        double rho,
        LengthPenalty length,
        FormatLoss formatLoss,
        double brittleness,
        double recall,
        ProgramEffects program,
        List<Harm> harms,
        ExampleWorth workedExamples,
        Map<TaskFamily, TaskWorld> tasks) {
    public World {
        harms = List.copyOf(harms);
        tasks = Map.copyOf(tasks);
    }

    /**
     * Returns the world on the way to one in which what helped most helps least.
     *
     * @param share of the way, from 0 to 1
     */
    World drifted(double share) {
        return with(world -> world.drifted(share));
    }

    /** Returns the world with this change of the ability, under all prompts. */
    World easier(double by) {
        return with(world -> world.easier(by));
    }

    private World with(UnaryOperator<TaskWorld> change) {
        Map<TaskFamily, TaskWorld> changed = new TreeMap<>();
        tasks.forEach((task, world) -> changed.put(task, change.apply(world)));
        return new World(
                rho,
                length,
                formatLoss,
                brittleness,
                recall,
                program,
                harms,
                workedExamples,
                changed);
    }

    public TaskWorld of(TaskFamily task) {
        TaskWorld world = tasks.get(task);
        if (world == null) throw new IllegalArgumentException("the world has no task " + task.id());
        return world;
    }

    /** The skills of the largest weights above 0, at most this many; for experiments. */
    public List<Skill> best(TaskFamily task, int most) {
        TaskWorld world = of(task);
        return Skill.of(task).stream()
                .filter(skill -> world.weight(skill) > 0)
                .sorted(Comparator.comparingDouble(skill -> -world.weight(skill)))
                .limit(most)
                .toList();
    }

    /** The ability that a prompt loses by the phrases it has. */
    public double harm(String prompt) {
        String lower = prompt.toLowerCase(Locale.ROOT);
        return harms.stream()
                .filter(harm -> lower.contains(harm.phrase()))
                .mapToDouble(Harm::loss)
                .sum();
    }

    /** A phrase in small letters, and the ability that a prompt with it loses. */
    public record Harm(String phrase, double loss) {}

    /**
     * What worked examples teach.
     *
     * @param each ability gained for each of them
     * @param most the number of them that add ability
     * @param form how often a reply has the answer line of the examples, from 0 to 1
     */
    public record ExampleWorth(double each, int most, double form) {
        public double worth(int examples) {
            return each * Math.min(most, examples);
        }
    }

    /** Ability lost for every hundred words beyond the free ones. */
    public record LengthPenalty(int free, double perHundred) {
        double of(int words) {
            return Math.max(0, words - free) / 100.0 * perHundred;
        }
    }

    /**
     * The effects between the calls of a program.
     *
     * @param attention how many skills of its own prompt one call can use
     * @param planLoss share of the lines of a plan that are lost
     * @param answerLoss share of the answers that are garbled when another call passes them on
     * @param catchError the change of the ability of a call that checks a draft
     * @param falseAlarm share of the right drafts that such a call replaces
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
