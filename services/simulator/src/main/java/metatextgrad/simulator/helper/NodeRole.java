package metatextgrad.simulator.helper;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;

/** What one call of a program is there for, in the order in which they work. */
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

    /** The sentences that make a call what it is; a solver is what the program began with. */
    List<String> openings() {
        return this == SOLVER ? List.of() : Phrases.general(id());
    }

    /** Whether a sentence only says what a call is there for. */
    static boolean isOpening(String sentence) {
        return List.of(values()).stream()
                .flatMap(role -> role.openings().stream())
                .anyMatch(opening -> opening.contains(sentence));
    }

    /** Where a sentence belongs by what it says, or nowhere in particular. */
    static List<NodeRole> wanting(String sentence) {
        if (SkillReader.taught(sentence).contains(Skill.ANSWER_LINE)) {
            return List.of(SOLVER, CHECKER, EXTRACTOR);
        }
        return CHECKS.matcher(sentence).find() ? List.of(CHECKER) : List.of();
    }
}
