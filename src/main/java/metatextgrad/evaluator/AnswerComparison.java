package metatextgrad.evaluator;

import java.util.List;
import metatextgrad.json.Suggestions;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;

/**
 * An evaluator that compares the answer with the expected one. Other evaluators use the strict
 * comparison for answers that they find in other places.
 */
abstract sealed class AnswerComparison implements Evaluator
        permits ExactMatch, TokenSequence, NumberMatch, MultipleChoice {
    /**
     * Returns the comparison of this name.
     *
     * @throws IllegalArgumentException if there is none, with the choices in one line
     */
    static AnswerComparison named(String name) {
        List<AnswerComparison> all =
                List.of(
                        new ExactMatch(),
                        new TokenSequence(),
                        new NumberMatch(),
                        new MultipleChoice());
        List<String> names = all.stream().map(Evaluator::name).toList();
        int found = names.indexOf(name);
        if (found >= 0) return all.get(found);
        throw new IllegalArgumentException(
                "`compare` must be one of %s, not `%s`%s"
                        .formatted(
                                String.join(", ", names),
                                name,
                                Suggestions.orDidYouMean(name, names)));
    }

    @Override
    public final Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        Rule rule =
                switch (reading) {
                    case STRICT -> strict(task, Where.ANSWER_LINE);
                    case TEXTGRAD_COMPAT -> compatible(task);
                };
        return rule.compare(task, answer, reading);
    }

    /** Returns the strict comparison of an answer at this place. */
    abstract Rule strict(TaskSubmitted task, Where where);

    /** Returns the comparison that TextGrad's scripts make. */
    abstract Rule compatible(TaskSubmitted task);
}
