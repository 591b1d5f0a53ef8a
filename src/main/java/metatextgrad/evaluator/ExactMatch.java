package metatextgrad.evaluator;

import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import org.jspecify.annotations.Nullable;

/**
 * Equality of texts. Strict: the value of the last {@code Answer:} line, ignoring case and extra
 * blanks. TextGrad has no such scorer. The compatible reading takes the text after the last {@code
 * Answer:}, or the whole reply, and compares it unchanged.
 */
public final class ExactMatch implements Evaluator {
    private static final Form STRICT = ExactMatch::folded;
    private static final Form COMPAT = String::strip;
    private static final String TEXT = "a text";

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        Rule rule =
                switch (reading) {
                    case STRICT -> strict(Where.ANSWER_LINE);
                    case TEXTGRAD_COMPAT ->
                            new Rule(Where.REPLY, Compatible.afterLabel(COMPAT), COMPAT, TEXT);
                };
        return rule.compare(task, answer, reading);
    }

    static Rule strict(Where where) {
        return new Rule(where, STRICT, STRICT, TEXT);
    }

    private static @Nullable String folded(String value) {
        String text = AnswerLine.bare(value).replaceAll("[\\s\\h]+", " ");
        return text.isEmpty() ? null : text;
    }
}
