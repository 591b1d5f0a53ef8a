package metatextgrad.simulator.skill;

import java.util.Set;

/** A sentence, unchanged, and the skills it teaches on its own. */
public record Lesson(String text, Set<Skill> skills) {
    public Lesson {
        skills = Set.copyOf(skills);
    }
}
