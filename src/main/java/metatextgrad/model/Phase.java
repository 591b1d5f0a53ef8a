package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A sequence of steps of one optimizer.
 *
 * @param strategy name of the strategy that turns gradients into a new program
 * @param steps number of steps, 1 or more
 * @param taskDescription the optimizer's task in words: the part that a meta prompt replaces
 * @param constraints rules that every new text must keep, in order
 * @param examples texts shown as examples of good values
 * @param memory number of past steps with feedback in the prompt (gradient memory k), 0 for none
 * @param momentum number of past texts in the prompt (window w), 0 for a strategy that shows none
 * @param model the role that provides the model: the optimizer, or the stronger one of the meta
 *     level
 */
public record Phase(
        String strategy,
        Aspect aspect,
        int steps,
        String taskDescription,
        List<String> constraints,
        List<String> examples,
        int memory,
        int momentum,
        Tags tags,
        Reduce reduce,
        ModelRole model) {
    public Phase {
        strategy = Text.nonBlank(strategy, "strategy");
        requireNonNull(aspect, "aspect is null");
        taskDescription = Text.nonBlank(taskDescription, "task description");
        constraints = List.copyOf(constraints);
        examples = List.copyOf(examples);
        requireNonNull(tags, "tags is null");
        requireNonNull(reduce, "reduce is null");
        if (model != ModelRole.OPTIMIZER && model != ModelRole.META)
            throw new IllegalArgumentException(
                    "model of " + strategy + " must be optimizer or meta, not " + model);
        if (steps < 1)
            throw new IllegalArgumentException("steps of " + strategy + " must be at least 1");
        if (memory < 0 || momentum < 0)
            throw new IllegalArgumentException(
                    "memory and momentum of " + strategy + " must not be negative");
    }

    /** A phase with a description and defaults for everything else. */
    public static Phase plain(String strategy, Aspect aspect, int steps, String description) {
        return new Phase(
                strategy,
                aspect,
                steps,
                description,
                List.of(),
                List.of(),
                0,
                0,
                Tags.DEFAULT,
                Reduce.CONCATENATE,
                ModelRole.OPTIMIZER);
    }

    /** Everything that identifies this phase, for {@link ContentHash}. */
    List<Object> content() {
        return List.of(
                strategy,
                aspect,
                steps,
                taskDescription,
                constraints,
                examples,
                memory,
                momentum,
                tags.start(),
                tags.end(),
                reduce,
                model);
    }

    public Phase withTaskDescription(String text) {
        return with(steps, text, constraints, momentum, model);
    }

    public Phase withConstraints(List<String> rules) {
        return with(steps, taskDescription, rules, momentum, model);
    }

    /** This phase with another number of past texts to show. */
    public Phase withMomentum(int texts) {
        return with(steps, taskDescription, constraints, texts, model);
    }

    public Phase withSteps(int number) {
        return with(number, taskDescription, constraints, momentum, model);
    }

    public Phase withModel(ModelRole role) {
        return with(steps, taskDescription, constraints, momentum, role);
    }

    private Phase with(
            int number, String description, List<String> rules, int texts, ModelRole role) {
        return new Phase(
                strategy,
                aspect,
                number,
                description,
                rules,
                examples,
                memory,
                texts,
                tags,
                reduce,
                role);
    }
}
