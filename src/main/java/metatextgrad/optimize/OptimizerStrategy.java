package metatextgrad.optimize;

import java.util.Map;
import metatextgrad.model.Aspect;

/**
 * How a phase turns gradients into a new program. Pure: it keeps no state of its own, and the same
 * context gives the same questions. Called on the optimizer's stream thread; whoever asks the
 * questions pays. Public extension point: one class, one line in {@code META-INF/services}, one
 * test that extends {@code OptimizerStrategyContract}. {@code examples/strategy} is such a jar, and
 * docs/extensions.md has the steps. How reflective Pareto search and bootstrapped demos follow: ADR
 * 10.
 */
public interface OptimizerStrategy {
    /** The name that specs call it by. */
    String name();

    /** The one aspect it improves. */
    Aspect aspect();

    /** What it does, in one sentence for those who compose optimizers. */
    String purpose();

    /** The task description of a phase that has none of its own: what a meta prompt replaces. */
    String taskDescription();

    /**
     * How many past texts its requests show where a phase says nothing: the window of the phase's
     * {@code momentum}. 0 for a strategy that shows none, whose phases may not say so either.
     */
    default int momentum() {
        return 0;
    }

    /** What to do, given a whole batch of gradients. Called once per step. */
    Proposal propose(StepContext context);

    /**
     * Reads the replies to all questions of {@link #propose}, by what they are about. Called with
     * the same context; after an unusable reply once more, with that reply asked for again.
     */
    Rewrite read(StepContext context, Map<String, String> replies);

    /**
     * The question for the second attempt after a reply that {@link #read} found unusable, so that
     * the model can mend it. Unless it is told, the question is asked as it was.
     *
     * @param problem what the reply lacked, in one line
     */
    default Proposal.Question again(Proposal.Question question, String reply, String problem) {
        return question;
    }

    /**
     * A reply to a question of {@link #propose} that {@link #read} accepts, as any model could give
     * it: dry runs of a composed optimizer ask this instead of a model.
     */
    String sample(StepContext context, Proposal.Question question);
}
