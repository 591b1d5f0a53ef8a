package metatextgrad.conformance;

import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Reduce;
import metatextgrad.model.Tags;

/**
 * A phase of textual gradient descent, with momentum if it is set. Every other setting has a
 * default.
 */
record TgdPhase(
        int steps,
        String description,
        List<String> constraints,
        List<String> examples,
        int memory,
        int momentum,
        Tags tags,
        Reduce reduce) {
    static TgdPhase of(int steps) {
        return new TgdPhase(
                steps,
                "You improve prompts.",
                List.of(),
                List.of(),
                0,
                0,
                Tags.DEFAULT,
                Reduce.CONCATENATE);
    }

    TgdPhase description(String text) {
        return new TgdPhase(steps, text, constraints, examples, memory, momentum, tags, reduce);
    }

    TgdPhase constraints(String... texts) {
        return new TgdPhase(
                steps, description, List.of(texts), examples, memory, momentum, tags, reduce);
    }

    TgdPhase examples(String... texts) {
        return new TgdPhase(
                steps, description, constraints, List.of(texts), memory, momentum, tags, reduce);
    }

    TgdPhase memory(int past) {
        return new TgdPhase(
                steps, description, constraints, examples, past, momentum, tags, reduce);
    }

    TgdPhase momentum(int past) {
        return new TgdPhase(steps, description, constraints, examples, memory, past, tags, reduce);
    }

    TgdPhase tags(Tags pair) {
        return new TgdPhase(
                steps, description, constraints, examples, memory, momentum, pair, reduce);
    }

    TgdPhase reduce(Reduce how) {
        return new TgdPhase(steps, description, constraints, examples, memory, momentum, tags, how);
    }

    OptimizerSpec spec(String name) {
        Phase phase =
                new Phase(
                        momentum == 0 ? "tgd" : "momentum",
                        Aspect.PROMPT,
                        steps,
                        description,
                        constraints,
                        examples,
                        memory,
                        momentum,
                        tags,
                        reduce,
                        ModelRole.OPTIMIZER);
        return new OptimizerSpec(name, List.of(phase));
    }
}
