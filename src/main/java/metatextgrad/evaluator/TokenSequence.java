package metatextgrad.evaluator;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * Equality of lists. If the expected answer contains only brackets, all other characters are
 * removed from the answer and the brackets are compared (Dyck languages). Otherwise the tokens
 * between blanks are compared (word sorting). Strict: the list is on the last {@code Answer:} line,
 * case is ignored, and a comma may separate tokens. Compatible: the list is after the last {@code
 * Answer:}, or in the whole reply.
 */
public final class TokenSequence extends AnswerComparison {
    private static final Pattern BRACKETS = Pattern.compile("[()\\[\\]{}<>\\s]*[()\\[\\]{}<>]\\s*");
    private static final Form BRACKET_LIST =
            text -> joined(List.of(text.replaceAll("[^()\\[\\]{}<>]", "").split("")));
    private static final Form WORD_LIST =
            text -> joined(List.of(AnswerLine.bare(text).split("[\\s\\h,]+")));
    private static final Form COMPATIBLE_WORD_LIST = text -> joined(List.of(text.split("\\s+")));

    @Override
    public String name() {
        return "token-sequence";
    }

    @Override
    Rule strict(TaskSubmitted task, Where where) {
        boolean brackets = brackets(task);
        Form form = brackets ? BRACKET_LIST : WORD_LIST;
        return new Rule(where, form, form, wanted(brackets));
    }

    @Override
    Rule compatible(TaskSubmitted task) {
        boolean brackets = brackets(task);
        Form form = brackets ? BRACKET_LIST : COMPATIBLE_WORD_LIST;
        return new Rule(Where.REPLY, Compatible.afterLabel(form), form, wanted(brackets));
    }

    private static boolean brackets(TaskSubmitted task) {
        return task.target() != null && BRACKETS.matcher(task.target()).matches();
    }

    private static String wanted(boolean brackets) {
        return brackets ? "a sequence of brackets" : "a list of words";
    }

    private static @Nullable String joined(List<String> tokens) {
        String list =
                tokens.stream()
                        .filter(Predicate.not(String::isEmpty))
                        .collect(Collectors.joining(" "));
        return list.isEmpty() ? null : list;
    }
}
