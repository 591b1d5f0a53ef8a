package metatextgrad.simulator.student;

import java.util.Set;
import java.util.function.Supplier;
import metatextgrad.simulator.chat.ChatModel;
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
    /** Like that of a model whose probabilities fit its errors: a margin of 1 gives .88. */
    private static final double STEEPNESS = 2;

    String answer() {
        return isRight() ? question.target() : wrong.get();
    }

    /** The nearer the margin is to zero, the nearer both answers are to the same probability. */
    ChatModel.Alternative alternative() {
        double probability = 1 / (1 + Math.exp(-STEEPNESS * Math.abs(margin)));
        return new ChatModel.Alternative(
                answer(), probability, isRight() ? wrong.get() : question.target());
    }

    private boolean isRight() {
        return recalled || margin > 0;
    }
}
