package metatextgrad.simulator.helper;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;

/** The purpose of one call in a program, in the order of the chain. */
enum NodeRole {
    PLANNER,
    SOLVER,
    CHECKER,
    EXTRACTOR;

    static final List<Set<NodeRole>> SHAPES =
            List.of(
                    Set.of(PLANNER, SOLVER),
                    Set.of(SOLVER, CHECKER),
                    Set.of(PLANNER, SOLVER, CHECKER),
                    Set.of(PLANNER, SOLVER, CHECKER, EXTRACTOR));

    private static final Pattern CHECKS =
            Pattern.compile("(?i)\\b(?:check|verify|go over|review|make sure)\\b");

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sentences that state the purpose of a call; none for a solver, the original call. */
    List<String> openings() {
        return this == SOLVER ? List.of() : Phrases.general(id());
    }

    /** True if a sentence only states the purpose of a call. */
    static boolean isOpening(String sentence) {
        return List.of(values()).stream()
                .flatMap(role -> role.openings().stream())
                .anyMatch(opening -> opening.contains(sentence));
    }

    /** The roles that a sentence belongs to by its content; empty if any role fits. */
    static List<NodeRole> wanting(String sentence) {
        if (SkillReader.taught(sentence).contains(Skill.ANSWER_LINE))
            return List.of(SOLVER, CHECKER, EXTRACTOR);
        return CHECKS.matcher(sentence).find() ? List.of(CHECKER) : List.of();
    }
}
