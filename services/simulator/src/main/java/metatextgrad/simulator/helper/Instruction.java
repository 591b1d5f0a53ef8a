package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.request.MarkedFields;
import metatextgrad.simulator.skill.Skill;

/**
 * Fills in the field of a form. If the form shows an instruction, the text is that instruction with
 * advice about some skills of its task, else a description of its examples.
 */
final class Instruction {
    private static final double VAGUE = .25;

    private Instruction() {}

    static String of(MarkedFields form, String request, Dice dice) {
        Optional<Question.Found> example = QuestionReader.last(request);
        return form.given().entrySet().stream()
                .filter(field -> field.getKey().contains("instruction"))
                .filter(field -> !field.getKey().contains("previous"))
                .map(field -> improved(field.getValue(), request, example, dice))
                .findFirst()
                .orElseGet(() -> described(request, example, dice));
    }

    private static String improved(
            String current, String request, Optional<Question.Found> example, Dice dice) {
        List<String> sentences = new ArrayList<>(Advice.sentences(current));
        if (example.isEmpty() || dice.on("quality").chance(VAGUE)) {
            sentences.add(dice.on("vague").pick(Phrases.briefs().vague()));
        } else {
            SkillEvidence evidence = SkillEvidence.in(request, example.get().question().task());
            int ideas = 2 + dice.on("how many").below(2);
            for (Skill skill : evidence.draw(ideas, dice.on("ideas"))) {
                String criticism = dice.on(skill.id()).pick(Phrases.criticisms(skill));
                Advice.in(criticism).forEach(advice -> Optimizer.add(advice, sentences, dice));
            }
        }
        return String.join("\n", sentences);
    }

    /** The description quotes an example, so that later requests show the task. */
    private static String described(String request, Optional<Question.Found> example, Dice dice) {
        return example.map(
                        found ->
                                Phrases.briefs().opening(found.question().task())
                                        + " An example: "
                                        + request.substring(found.start(), found.end()))
                .orElseGet(() -> dice.pick(Phrases.briefs().vague()));
    }
}
