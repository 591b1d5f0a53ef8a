package metatextgrad.evaluator;

import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.prompt.LinearPattern;

/**
 * Equality of the texts that a pattern of the project finds: the first group of its last match.
 * They are compared as {@code compare} states, in either reading: TextGrad has no such scorer.
 */
public final class RegexMatch implements Evaluator {
    private final Where match;
    private final AnswerComparison comparison;

    public RegexMatch() {
        this(LinearPattern.of("(?s)\\A(.*)\\z"), new ExactMatch());
    }

    private RegexMatch(LinearPattern pattern, AnswerComparison comparison) {
        match = new Where("match of the pattern `" + pattern + "`", pattern::last);
        this.comparison = comparison;
    }

    @Override
    public String name() {
        return "regex";
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        OwnSettings settings = OwnSettings.of(spec, "pattern", "compare");
        return new RegexMatch(
                compiled(settings.text("pattern")),
                AnswerComparison.named(settings.text("compare", "exact")));
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        return comparison.strict(task, match).compare(task, answer, AnswerParsing.STRICT);
    }

    private static LinearPattern compiled(String text) {
        LinearPattern pattern;
        try {
            pattern = LinearPattern.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("`pattern` " + e.getMessage(), e);
        }
        if (!pattern.hasGroup())
            throw new IllegalArgumentException("`pattern` has no group: put ( ) around the answer");
        return pattern;
    }
}
