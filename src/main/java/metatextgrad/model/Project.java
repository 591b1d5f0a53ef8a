package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A task family: seed program, evaluator, optimizers, budget. A run pins it by value.
 *
 * @param optimizers the base optimizers, in order
 * @param promptRounds rounds J_p of the meta prompt optimizer per base optimizer
 */
public record Project(
        ProjectId id,
        Program seed,
        LoopSettings loop,
        List<OptimizerSpec> optimizers,
        int promptRounds,
        SplitShares shares) {
    public Project {
        requireNonNull(id, "id is null");
        requireNonNull(seed, "seed is null");
        requireNonNull(loop, "loop is null");
        requireNonNull(shares, "shares is null");
        optimizers = List.copyOf(optimizers);
        if (optimizers.isEmpty())
            throw new IllegalArgumentException("project " + id + " has no optimizer");
        if (promptRounds < 0)
            throw new IllegalArgumentException("promptRounds must not be negative");
    }
}
