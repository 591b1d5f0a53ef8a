package metatextgrad.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import metatextgrad.json.Suggestions;
import metatextgrad.model.Task;

/** How an answer is compared once it is found: strictly, as the evaluators of these names do. */
enum Comparison {
    EXACT,
    TOKEN_SEQUENCE,
    NUMBER,
    CHOICE;

    static Comparison named(String name) {
        for (Comparison comparison : values()) {
            if (comparison.toString().equals(name)) return comparison;
        }
        List<String> names = Arrays.stream(values()).map(Comparison::toString).toList();
        throw new IllegalArgumentException(
                "`compare` must be one of %s, not `%s`%s"
                        .formatted(
                                String.join(", ", names),
                                name,
                                Suggestions.orDidYouMean(name, names)));
    }

    Rule at(Where where, Task task) {
        return switch (this) {
            case EXACT -> ExactMatch.strict(where);
            case TOKEN_SEQUENCE -> TokenSequence.strict(task, where);
            case NUMBER -> NumberMatch.strict(where);
            case CHOICE -> MultipleChoice.strict(where);
        };
    }

    /** As it stands in projects: the name of the evaluator. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
