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

/** What a planning call writes: the procedure it was taught and the plans it was given. */
final class Plan {
    private Plan() {}

    /**
     * @param held the skills of its prompt that the call can hold
     * @param loss share of the lines that get lost
     */
    static String of(String prompt, Set<Skill> held, PriorWork prior, double loss, Dice luck) {
        List<String> lines = new ArrayList<>();
        Stream.concat(
                        SkillReader.lessons(prompt).stream()
                                .filter(
                                        lesson ->
                                                lesson.skills().stream().anyMatch(held::contains)),
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
