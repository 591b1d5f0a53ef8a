package metatextgrad.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.skill.Skill;

/**
 * One task of a world. Abilities and difficulties are in standard deviations of luck.
 *
 * @param base the ability under a prompt that teaches nothing
 * @param ceiling what all skills together can never add
 * @param skills what each skill is worth
 * @param needs a skill that is worth nothing until another one is taught
 * @param breaks skills that stand in each other's way
 */
public record TaskWorld(
        double base,
        double ceiling,
        Map<Skill, Double> skills,
        Map<Skill, Skill> needs,
        List<Clash> breaks,
        Difficulty difficulty) {
    public TaskWorld {
        skills = Map.copyOf(skills);
        needs = Map.copyOf(needs);
        breaks = List.copyOf(breaks);
    }

    /** Base + saturating worth of what is taught - clashes - length. */
    public double ability(Set<Skill> taught, int words, World.LengthPenalty length) {
        double worth =
                taught.stream()
                        .filter(skill -> counts(skill, taught))
                        .mapToDouble(this::weight)
                        .sum();
        double clashes =
                breaks.stream()
                        .filter(clash -> taught.contains(clash.one()))
                        .filter(clash -> taught.contains(clash.other()))
                        .mapToDouble(Clash::loss)
                        .sum();
        return base + saturated(worth) - clashes - length.of(words);
    }

    public double weight(Skill skill) {
        return skills.getOrDefault(skill, 0.0);
    }

    private boolean counts(Skill skill, Set<Skill> taught) {
        Skill needed = needs.get(skill);
        return needed == null || taught.contains(needed);
    }

    private double saturated(double worth) {
        return ceiling <= 0 ? 0 : ceiling * (1 - Math.exp(-worth / ceiling));
    }

    /** Two skills that cost when both are taught. */
    public record Clash(Skill one, Skill other, double loss) {}

    /** Slope of the difficulty in the logarithm of the size, zero at the usual size. */
    public record Difficulty(double slope, double usualSize) {
        public double of(Question question) {
            return slope * Math.log((1 + question.size()) / (1 + usualSize));
        }
    }
}
