package metatextgrad.simulator.skill;

import java.util.Set;

/** A sentence as it was written, and what it teaches by itself. */
public record Lesson(String text, Set<Skill> skills) {
    public Lesson {
        skills = Set.copyOf(skills);
    }
}
