package metatextgrad.evaluator;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * Equality of letters. Strict: the value of the last {@code Answer:} line is a letter from A to J
 * in any case, bare or in brackets. Words may follow only after a closing mark, so {@code C) Paris}
 * is C and {@code A dog} is unreadable. Compatible: {@link Compatible#choice}.
 */
public final class MultipleChoice extends AnswerComparison {
    private static final Pattern LETTER =
            Pattern.compile("[(\\[$]?([A-Ja-j])(?:[)\\]$.:,*_`]+(?:[\\s\\h].*)?)?", Pattern.DOTALL);
    private static final Form STRICT = MultipleChoice::letter;
    private static final String LETTERS = "one letter";

    @Override
    public String name() {
        return "choice";
    }

    @Override
    Rule strict(TaskSubmitted task, Where where) {
        return new Rule(where, STRICT, STRICT, LETTERS);
    }

    @Override
    Rule compatible(TaskSubmitted task) {
        return new Rule(Where.REPLY, Compatible::choice, String::strip, LETTERS);
    }

    private static @Nullable String letter(String value) {
        Matcher letter = LETTER.matcher(AnswerLine.bare(value));
        return letter.matches() ? letter.group(1).toUpperCase(Locale.ROOT) : null;
    }
}
