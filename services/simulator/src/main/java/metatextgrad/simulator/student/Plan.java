package metatextgrad.simulator.student;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.skill.Lesson;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;

/** Writes the reply of a planning call: the lessons of its prompt and of prior plans. */
final class Plan {
    private Plan() {}

    /**
     * @param used the skills of its prompt that the call can use
     * @param loss the share of the lines that are lost
     */
    static String of(String prompt, Set<Skill> used, PriorWork prior, double loss, Dice luck) {
        List<String> lines = new ArrayList<>();
        Stream.concat(
                        SkillReader.lessons(prompt).stream()
                                .filter(
                                        lesson ->
                                                lesson.skills().stream().anyMatch(used::contains)),
                        SkillReader.lessons(prior.text()).stream())
                .map(Lesson::text)
                .distinct()
                .filter(line -> !luck.on("line").on(line).chance(loss))
                .forEach(lines::add);
        return lines.isEmpty()
                ? "This is how to go about it: with care."
                : lines.stream().collect(joining("\n- ", "This is how to go about it:\n- ", ""));
    }
}
