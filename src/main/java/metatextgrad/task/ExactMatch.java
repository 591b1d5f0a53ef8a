package metatextgrad.task;

import metatextgrad.model.Reading;
import metatextgrad.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * Equality of texts. Strict: the value of the last {@code Answer:} line, blanks and case folded.
 * TextGrad has no such scorer; its reading here is what follows the last {@code Answer:}, or the
 * whole reply, without folding.
 */
public final class ExactMatch implements Evaluator {
    private static final Form STRICT = ExactMatch::folded;
    private static final Form COMPAT = String::strip;

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public Finding evaluate(Task task, String answer, Reading reading) {
        Rule rule =
                switch (reading) {
                    case STRICT -> new Rule(STRICT.onAnswerLine(), STRICT, "a text");
                    case TEXTGRAD_COMPAT ->
                            new Rule(Compatible.afterLabel(COMPAT), COMPAT, "a text");
                };
        return rule.compare(task, answer, reading);
    }

    private static @Nullable String folded(String value) {
        String text = AnswerLine.bare(value).replaceAll("[\\s\\h]+", " ");
        return text.isEmpty() ? null : text;
    }
}
