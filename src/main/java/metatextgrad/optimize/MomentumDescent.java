package metatextgrad.optimize;

import java.util.Map;
import metatextgrad.model.Aspect;
import metatextgrad.prompt.PromptTemplate;

/**
 * Textual gradient descent with momentum (METHOD §2.3). Each prompt is rewritten from its gradients
 * and its last texts. The request advises a larger change if the same criticism returns.
 */
public final class MomentumDescent implements OptimizerStrategy {
    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public Aspect aspect() {
        return Aspect.PROMPT;
    }

    @Override
    public String purpose() {
        return "rewrites the prompts of the pipeline one by one, from the criticism of each and with its past texts in view";
    }

    @Override
    public String taskDescription() {
        return PromptTemplate.text("tgd-description");
    }

    @Override
    public int momentum() {
        return 2;
    }

    @Override
    public Proposal propose(StepContext context) {
        return PromptRewriting.propose(context, context.phase().momentum());
    }

    @Override
    public Rewrite read(StepContext context, Map<String, String> replies) {
        return PromptRewriting.read(context, replies);
    }

    @Override
    public String sample(StepContext context, Proposal.Question question) {
        return PromptRewriting.sample(context, question);
    }
}
