package metatextgrad.strategy;

import java.util.List;
import java.util.Map;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Aspect;
import metatextgrad.model.StepOperator;

/**
 * Defines how a phase turns gradients into a new program. A strategy is pure: it keeps no state,
 * and the same context gives the same questions. The optimizer's stream thread calls it. The
 * optimizer sends the questions, and its run is billed for them.
 *
 * <p>This is a public extension point. It takes one class, one line in {@code META-INF/services},
 * and one test that extends {@code OptimizerStrategyContract}. {@code examples/optimizer} is such a
 * jar, and docs/extensions.md has the steps.
 */
public interface OptimizerStrategy {
    /** Returns the name that specifications use for this strategy. */
    String name();

    /** Returns the one aspect that this strategy improves. */
    Aspect aspect();

    /** Returns what the strategy does, in one sentence for those who compose optimizers. */
    String purpose();

    /**
     * Returns what one step does, in sentences for models that improve or compose optimizers. The
     * default names the purpose.
     */
    default String step() {
        return "In each step it runs the pipeline on a batch of examples, collects the criticism of each prompt, and "
                + purpose()
                + ".";
    }

    /**
     * Returns the task description of a phase that has none of its own. A meta prompt replaces this
     * text.
     */
    String taskDescription();

    /**
     * Returns how many past texts a request shows by default: the window of the phase's {@code
     * momentum}. A strategy that shows no past texts returns 0, and its phases may not set a
     * momentum.
     */
    default int momentum() {
        return 0;
    }

    /**
     * Returns whether a step sends questions to a model. Without, a step costs no update request.
     */
    default boolean sendsQuestions() {
        return true;
    }

    /**
     * Returns whether {@link #propose} follows the operator of the context (ADR 49). The steps of
     * other strategies always revise, with the patterns of failures in the context.
     */
    default boolean hasOperators() {
        return false;
    }

    /** Returns of how many past steps a request shows {@link #refused} edits. */
    default int refusalWindow() {
        return 0;
    }

    /**
     * Returns the parts of a step's replies that later requests show as refused, in words, by the
     * subject of the question. Called with the same context and replies as {@link #read}, at the
     * end of a step, if the strategy has a {@link #refusalWindow}.
     *
     * @param rejected whether the program that {@link #read} proposed did not score higher
     */
    default Map<String, List<String>> refused(
            StepContext context, Map<String, String> replies, boolean rejected) {
        return Map.of();
    }

    /**
     * Returns the form of the replies to its questions.
     *
     * @param operator what the step does with the program
     * @param attempt 0, or 1 for the question after an unusable reply
     */
    default ReplyFormat replyFormat(StepOperator operator, int attempt) {
        return ReplyFormat.TEXT;
    }

    /** Returns the next action for a whole batch of gradients. Called once per step. */
    Proposal propose(StepContext context);

    /**
     * Reads the replies to all questions of {@link #propose}, keyed by the subject of the question.
     * Called with the same context. After an unusable reply the method is called once more, with
     * the reply to the second attempt.
     */
    Rewrite read(StepContext context, Map<String, String> replies);

    /**
     * Returns the question for the second attempt after a reply that {@link #read} found unusable.
     * The default is the first question again and a sentence that describes the reply to a request
     * for a text.
     *
     * @param problem the error in the reply, in one line
     */
    default Proposal.Question again(
            StepContext context, Proposal.Question question, String problem) {
        return SecondQuestion.of(context, question, "the whole new text", problem);
    }

    /**
     * Returns a reply to a question of {@link #propose} that {@link #read} accepts, as any model
     * could give it. Dry runs of a composed optimizer call this method instead of a model.
     */
    String sample(StepContext context, Proposal.Question question);
}
