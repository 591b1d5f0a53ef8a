package metatextgrad.evaluator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import metatextgrad.json.Suggestions;
import metatextgrad.model.event.TaskSubmitted;

/** How two answers are compared, strictly, as by the evaluators of these names. */
enum AnswerComparison {
    EXACT,
    TOKEN_SEQUENCE,
    NUMBER,
    CHOICE;

    static AnswerComparison named(String name) {
        for (AnswerComparison comparison : values()) {
            if (comparison.toString().equals(name)) return comparison;
        }
        List<String> names = Arrays.stream(values()).map(AnswerComparison::toString).toList();
        throw new IllegalArgumentException(
                "`compare` must be one of %s, not `%s`%s"
                        .formatted(
                                String.join(", ", names),
                                name,
                                Suggestions.orDidYouMean(name, names)));
    }

    Rule at(Where where, TaskSubmitted task) {
        return switch (this) {
            case EXACT -> ExactMatch.strict(where);
            case TOKEN_SEQUENCE -> TokenSequence.strict(task, where);
            case NUMBER -> NumberMatch.strict(where);
            case CHOICE -> MultipleChoice.strict(where);
        };
    }

    /** The name in project files: the name of the evaluator. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
