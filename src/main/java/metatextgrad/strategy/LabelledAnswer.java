package metatextgrad.strategy;

import java.util.List;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Gradient;

/**
 * A training task of the batch with its right answer, and what the program answered.
 *
 * @param input the input of the task
 * @param given what the program answered
 * @param target the right answer
 * @param reply a reply that the evaluator takes for right; empty if there is none
 * @param isRight whether the program answered rightly
 * @param calls the input and output of each call with a trainable prompt
 */
public record LabelledAnswer(
        String input,
        String given,
        String target,
        String reply,
        boolean isRight,
        List<Demonstration> calls) {
    public LabelledAnswer {
        calls = List.copyOf(calls);
    }

    /** Returns the conversation with the right answer, and without any critique. */
    Gradient uncriticised(String variable) {
        return new Gradient(variable, "", input, given, "the answer of the program", target);
    }
}
