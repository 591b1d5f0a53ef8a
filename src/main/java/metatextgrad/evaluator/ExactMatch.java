package metatextgrad.evaluator;

import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * Equality of texts. Strict: the value of the last {@code Answer:} line, ignoring case and extra
 * blanks. TextGrad has no such scorer. The compatible reading takes the text after the last {@code
 * Answer:}, or the whole reply, and compares it unchanged.
 */
public final class ExactMatch extends AnswerComparison {
    private static final Form STRICT = ExactMatch::folded;
    private static final Form COMPAT = String::strip;
    private static final String TEXT = "a text";

    @Override
    public String name() {
        return "exact";
    }

    @Override
    Rule strict(TaskSubmitted task, Where where) {
        return new Rule(where, STRICT, STRICT, TEXT);
    }

    @Override
    Rule compatible(TaskSubmitted task) {
        return new Rule(Where.REPLY, Compatible.afterLabel(COMPAT), COMPAT, TEXT);
    }

    /** Returns the text without marks and extra blanks; null if nothing is left. */
    static @Nullable String folded(String value) {
        String text = AnswerLine.bare(value).replaceAll("[\\s\\h]+", " ");
        return text.isEmpty() ? null : text;
    }
}
