package metatextgrad.task;

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
     * Never throws for a bad answer: one that cannot be read is {@link Score#UNPARSEABLE}. A task
     * whose expected answer is missing or unreadable has no score: {@link Score#INFRASTRUCTURE}.
     */
    Finding evaluate(Task task, String answer, Reading reading);

    /**
     * Goes on with the reply to an {@link Finding.Ask}. Called only for evaluators that ask; the
     * caller pays and bounds how often one item may ask.
     */
    default Finding hear(Task task, String answer, Reading reading, String reply) {
        throw new UnsupportedOperationException(name() + " asks nobody");
    }
}
