package metatextgrad.optimize;

import java.util.Map;
import metatextgrad.model.Aspect;
import metatextgrad.prompt.PromptTemplate;

/**
 * Textual gradient descent (METHOD §2.3). Each prompt is rewritten from its gradients alone. A
 * phase may also set a gradient memory.
 */
public final class TextualGradientDescent implements OptimizerStrategy {
    @Override
    public String name() {
        return "tgd";
    }

    @Override
    public Aspect aspect() {
        return Aspect.PROMPT;
    }

    @Override
    public String purpose() {
        return "rewrites the prompts of the pipeline one by one, from the criticism of each";
    }

    @Override
    public String taskDescription() {
        return PromptTemplate.text("tgd-description");
    }

    @Override
    public Proposal propose(StepContext context) {
        return PromptRewriting.propose(context, 0);
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
