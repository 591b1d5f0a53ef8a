package metatextgrad.simulator.world;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.skill.Skill;

/**
 * One task of a world. Abilities and difficulties are in standard deviations of luck.
 *
 * @param base the ability under a prompt that teaches nothing
 * @param ceiling the limit of the gain of all skills together
 * @param skills the weight of each skill
 * @param needs skills without effect, each until another one is taught
 * @param breaks pairs of skills that reduce the ability together
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
        needs = needs == null ? Map.of() : Map.copyOf(needs);
        breaks = breaks == null ? List.of() : List.copyOf(breaks);
    }

    /** Base + saturating worth of the taught skills - clashes - length penalty. */
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

    /**
     * The same task on the way to one with the weights of its skills in the reverse order.
     *
     * @param share of the way, from 0 to 1
     */
    TaskWorld drifted(double share) {
        List<Skill> ordered =
                skills.keySet().stream()
                        .sorted(
                                Comparator.comparingDouble((Skill skill) -> weight(skill))
                                        .thenComparing(Skill::id))
                        .toList();
        Map<Skill, Double> reversed = new EnumMap<>(Skill.class);
        for (int i = 0; i < ordered.size(); i++)
            reversed.put(
                    ordered.get(i),
                    (1 - share) * weight(ordered.get(i))
                            + share * weight(ordered.get(ordered.size() - 1 - i)));
        return new TaskWorld(base, ceiling, reversed, needs, breaks, difficulty);
    }

    TaskWorld easier(double by) {
        return new TaskWorld(base + by, ceiling, skills, needs, breaks, difficulty);
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

    /** Two skills that reduce the ability if both are taught. */
    public record Clash(Skill one, Skill other, double loss) {}

    /** Difficulty: linear in the logarithm of the size, zero at the usual size. */
    public record Difficulty(double slope, double usualSize) {
        public double of(Question question) {
            return slope * Math.log((1 + question.size()) / (1 + usualSize));
        }
    }
}
