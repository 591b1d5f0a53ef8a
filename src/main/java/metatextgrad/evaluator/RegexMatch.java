package metatextgrad.evaluator;

import metatextgrad.model.event.Task;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Reading;
import metatextgrad.prompt.LinearPattern;

/**
 * Equality of the texts that a pattern of the project finds: the first group of its last match.
 * They are compared as {@code compare} states, in either reading: TextGrad has no such scorer.
 */
public final class RegexMatch implements Evaluator {
    private final Where match;
    private final Comparison comparison;

    public RegexMatch() {
        this(LinearPattern.of("(?s)\\A(.*)\\z"), Comparison.EXACT);
    }

    private RegexMatch(LinearPattern pattern, Comparison comparison) {
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
                Comparison.named(settings.text("compare", "exact")));
    }

    @Override
    public Finding evaluate(Task task, String answer, Reading reading) {
        return comparison.at(match, task).compare(task, answer, Reading.STRICT);
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
