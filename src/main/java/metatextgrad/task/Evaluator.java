package metatextgrad.task;

import metatextgrad.model.EvaluatorSpec;
import metatextgrad.model.Reading;
import metatextgrad.model.Score;
import metatextgrad.model.Task;

/**
 * Scores an answer and says in words what is wrong with it. Public extension point: one class, one
 * line in {@code META-INF/services}, one test that extends {@code EvaluatorContract}.
 *
 * <p>One instance serves all projects and threads, and an item may be evaluated again at any time,
 * so an evaluator keeps no state and is pure: the same input (and reply) gives the same finding.
 */
public interface Evaluator {
    /** How projects name it: lower case, with hyphens, unique on the class path. */
    String name();

    /**
     * This evaluator with the settings of a project; called before any answer is evaluated. One
     * that has settings overrides this and reads them with {@link OwnSettings}.
     *
     * @throws IllegalArgumentException if the settings are not its own; says why in one line
     */
    default Evaluator with(EvaluatorSpec spec) {
        OwnSettings.of(spec);
        return this;
    }

    /** Whether an item may cost an ask: METHOD §2.5, e. */
    default boolean asks() {
        return false;
    }

    /**
     * Never throws for a bad answer: one that cannot be read is {@link Score#UNPARSEABLE}. A task
     * whose expected answer is missing or unreadable has no score: {@link Score#INFRASTRUCTURE}.
     */
    Finding evaluate(Task task, String answer, Reading reading);

    /**
     * Goes on with the reply to an {@link Finding.Ask}. Called only for evaluators that ask; the
     * caller pays and bounds how often one item may ask. To ask again means that the reply is of no
     * use; an item whose judge never becomes clear has no score.
     */
    default Finding hear(Task task, String answer, Reading reading, String reply) {
        throw new UnsupportedOperationException(name() + " asks nobody");
    }
}
