package metatextgrad.evaluator;

import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;

/**
 * Scores an answer and describes in words what is wrong with it. Public extension point: write one
 * class, one line in {@code META-INF/services}, and one test that extends {@code
 * EvaluatorContract}.
 *
 * <p>One instance serves all projects and threads, and the caller may evaluate an item again at any
 * time. So an evaluator keeps no state and is pure: the same input (and reply) gives the same
 * finding.
 */
public interface Evaluator {
    /** Returns the name in project files: lower case, with hyphens, unique on the class path. */
    String name();

    /**
     * Returns this evaluator with the settings of a project. Called before any answer is evaluated.
     * An evaluator with settings overrides this method and reads them with {@link OwnSettings}.
     *
     * @throws IllegalArgumentException if the settings do not belong to it, with the reason in one
     *     line
     */
    default Evaluator with(EvaluatorSpec spec) {
        OwnSettings.of(spec);
        return this;
    }

    /** Returns whether an item may need a judge request: e in METHOD §2.5. */
    default boolean requests() {
        return false;
    }

    /**
     * Evaluates an answer. It never throws for a bad answer: an unreadable one is {@link
     * Score#UNPARSEABLE}. A task with a missing or unreadable expected answer has no score: {@link
     * Score#INFRASTRUCTURE}.
     */
    Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading);

    /**
     * Scores an answer with the reply to a {@link Finding.Ask}. Called only for evaluators that
     * return one; the caller is billed and limits the number of requests per item. A further {@code
     * Ask} means that the reply is unusable. Without a usable reply, the item has no score.
     */
    default Finding scoreReply(
            TaskSubmitted task, String answer, AnswerParsing reading, String reply) {
        throw new UnsupportedOperationException(name() + " has no judge");
    }
}
