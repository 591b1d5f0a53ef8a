package com.example.evaluator;

import java.util.regex.Pattern;
import metatextgrad.evaluator.Evaluator;
import metatextgrad.evaluator.ExactMatch;
import metatextgrad.evaluator.Finding;
import metatextgrad.evaluator.OwnSettings;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;

/**
 * An answer is right if it equals one of several expected ones. The expected answer of a task lists
 * them, separated by {@code |} or by the setting {@code separator}.
 */
public final class AnyOf implements Evaluator {
    private static final String SEPARATOR = "|";

    private final Evaluator exact = new ExactMatch();
    private final Pattern separator;

    /** With the default separator; {@link java.util.ServiceLoader} calls it. */
    public AnyOf() {
        this(SEPARATOR);
    }

    private AnyOf(String separator) {
        this.separator = Pattern.compile(separator, Pattern.LITERAL);
    }

    @Override
    public String name() {
        return "any-of";
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        return new AnyOf(OwnSettings.of(spec, "separator").text("separator", SEPARATOR));
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        Finding whole = exact.evaluate(task, answer, reading);
        if (task.target() == null) return whole;
        return separator
                .splitAsStream(task.target())
                .map(target -> exact.evaluate(expecting(target, task), answer, reading))
                .filter(AnyOf::isRight)
                .findFirst()
                .orElse(whole); // its criticism shows all expected answers
    }

    private static boolean isRight(Finding finding) {
        return finding instanceof Finding.Scored scored && scored.score().equals(Score.CORRECT);
    }

    private static TaskSubmitted expecting(String target, TaskSubmitted task) {
        return new TaskSubmitted(
                task.project(),
                task.id(),
                task.input(),
                target,
                task.set(),
                task.split(),
                task.group());
    }
}
