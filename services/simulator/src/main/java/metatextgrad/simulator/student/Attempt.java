package metatextgrad.simulator.student;

import java.util.Set;
import java.util.function.Supplier;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.skill.Skill;

/**
 * The result of one call on a question, without prior work.
 *
 * @param margin ability and luck minus difficulty; the answer is right if it is above zero
 * @param used the skills of its own prompt that the call can use
 * @param knowsFormat the prompt requires the answer line, or its worked examples show it
 * @param recalled the prompt contains the item, and the call answered from there
 * @param wrong creates a wrong answer if one is needed
 */
record Attempt(
        Question question,
        double margin,
        Set<Skill> used,
        boolean knowsFormat,
        boolean recalled,
        Supplier<String> wrong) {
    String answer() {
        return recalled || margin > 0 ? question.target() : wrong.get();
    }
}
