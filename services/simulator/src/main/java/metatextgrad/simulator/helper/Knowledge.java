package metatextgrad.simulator.helper;

import java.util.List;
import java.util.Set;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;

/**
 * What the optimizer knows about a task beyond its criticism. It writes that only where its
 * description names it.
 */
record Knowledge(HelperNoise.OptimizerNoise noise) {
    /**
     * Instructions about one skill that the description names and the current text does not teach;
     * none in the other steps. The last question of the request has the task.
     */
    List<String> of(String description, String current, String conversation, Dice dice) {
        double share = noise.knowledge() / CriticismChoice.dilution(description, noise);
        if (!dice.on("write").chance(share)) return List.of();
        List<Skill> named =
                QuestionReader.last(conversation)
                        .map(found -> missing(found.question().task(), description, current))
                        .orElse(List.of());
        return named.isEmpty()
                ? List.of()
                : Advice.in(
                        dice.on("wording").pick(Phrases.criticisms(dice.on("skill").pick(named))));
    }

    private static List<Skill> missing(TaskFamily task, String description, String current) {
        Set<Skill> named = SkillReader.taught(description);
        Set<Skill> taught = SkillReader.taught(current);
        return Skill.of(task).stream()
                .filter(skill -> named.contains(skill) && !taught.contains(skill))
                .toList();
    }
}
