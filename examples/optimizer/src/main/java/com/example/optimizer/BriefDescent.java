package com.example.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Aspect;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.strategy.OptimizerStrategy;
import metatextgrad.strategy.Proposal;
import metatextgrad.strategy.Rewrite;
import metatextgrad.strategy.StepContext;
import metatextgrad.strategy.TextualGradientDescent;

/**
 * Textual gradient descent that keeps prompts short. It requires at most 120 words, and treats a
 * longer prompt as an unusable reply, so that it is requested once more.
 */
public final class BriefDescent implements OptimizerStrategy {
    private static final int MAX_WORDS = 120;
    private static final String RULE = "The new text has at most " + MAX_WORDS + " words.";

    private final OptimizerStrategy descent = new TextualGradientDescent();

    @Override
    public String name() {
        return "brief";
    }

    @Override
    public Aspect aspect() {
        return Aspect.PROMPT;
    }

    @Override
    public String purpose() {
        return "rewrites the prompts of the pipeline one by one, and keeps them short";
    }

    @Override
    public String taskDescription() {
        return descent.taskDescription();
    }

    @Override
    public Proposal propose(StepContext context) {
        return descent.propose(ruled(context));
    }

    @Override
    public Rewrite read(StepContext context, Map<String, String> replies) {
        return switch (descent.read(ruled(context), replies)) {
            case Rewrite.Unusable unusable -> unusable;
            case Rewrite.Proposed proposed -> brief(proposed.program(), replies);
        };
    }

    @Override
    public String sample(StepContext context, Proposal.Question question) {
        return descent.sample(context, question);
    }

    /** The rule applies to requested prompts only: a seed prompt may be longer. */
    private static Rewrite brief(Program program, Map<String, String> replies) {
        Map<String, String> problems = new TreeMap<>();
        for (Node.LlmCall call : program.trainable()) {
            int words = call.prompt().value().split("\\s+").length;
            if (replies.containsKey(call.id()) && words > MAX_WORDS)
                problems.put(call.id(), "has %d words, at most %d".formatted(words, MAX_WORDS));
        }
        return problems.isEmpty() ? new Rewrite.Proposed(program) : new Rewrite.Unusable(problems);
    }

    private static StepContext ruled(StepContext context) {
        Phase phase = context.phase();
        List<String> constraints = new ArrayList<>(phase.constraints());
        constraints.add(RULE);
        return context.withPhase(phase.withConstraints(constraints));
    }
}
