package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;

/**
 * How likely it is that a skill matters, by the text of one request and nothing else. A failure
 * speaks for the skills that it lacks, a description for the skills it names: for those of the best
 * one, and by its score for those of a tried one.
 */
record SkillEvidence(Map<Skill, Double> weights) {
    private static final double FAILURE = 1;
    private static final double BEST = 2;

    /** A difference of scores that changes a weight by the factor e. */
    private static final double SCALE = .05;

    private static final double MOST = 1.5;

    static SkillEvidence in(String text, TaskFamily task) {
        Map<Skill, Double> weights = new EnumMap<>(Skill.class);
        Skill.of(task).forEach(skill -> weights.put(skill, 1.0));
        for (ShownFailure failure : ShownFailure.in(text)) {
            if (failure.question().task() != task) continue;
            Set<Skill> causes = Diagnosis.causes(failure.question(), failure.answer());
            for (Skill cause : causes) add(weights, cause, FAILURE / causes.size());
        }
        List<TriedDescription> shown = TriedDescription.in(text);
        double mean =
                shown.stream().flatMapToDouble(one -> one.score().stream()).average().orElse(0);
        for (TriedDescription one : shown) {
            for (Skill skill : SkillReader.taught(one.text())) {
                if (one.score().isEmpty()) add(weights, skill, BEST);
                else {
                    double by = Math.clamp((one.score().getAsDouble() - mean) / SCALE, -MOST, MOST);
                    weights.computeIfPresent(skill, (any, weight) -> weight * Math.exp(by));
                }
            }
        }
        return new SkillEvidence(weights);
    }

    /** Draws this many different skills, each with a probability in proportion to its weight. */
    List<Skill> draw(int count, Dice dice) {
        List<Skill> left = new ArrayList<>(weights.keySet());
        List<Skill> drawn = new ArrayList<>();
        while (drawn.size() < count && !left.isEmpty()) {
            Skill next =
                    dice.on("draw", drawn.size())
                            .weighted(left, skill -> weights.getOrDefault(skill, 0.0));
            drawn.add(next);
            left.remove(next);
        }
        return drawn;
    }

    private static void add(Map<Skill, Double> weights, Skill skill, double more) {
        weights.computeIfPresent(skill, (any, weight) -> weight + more);
    }
}
