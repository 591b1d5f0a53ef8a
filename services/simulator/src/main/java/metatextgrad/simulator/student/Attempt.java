package metatextgrad.simulator.student;

import java.util.Set;
import java.util.function.Supplier;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.skill.Skill;

/**
 * How a call does on a question by itself.
 *
 * @param margin by how much ability and luck exceed the difficulty; above zero it is right
 * @param held what of its own prompt the call can hold
 * @param recalled the item stands in the prompt, and was answered from there
 * @param wrong a mistake, made only if it is needed
 */
record Attempt(
        Question question,
        double margin,
        Set<Skill> held,
        boolean knowsFormat,
        boolean recalled,
        Supplier<String> wrong) {
    String answer() {
        return recalled || margin > 0 ? question.target() : mistake();
    }

    String mistake() {
        return wrong.get();
    }
}
