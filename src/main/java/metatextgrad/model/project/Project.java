package metatextgrad.model.project;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * A task family: seed program, evaluator, optimizers, budget. A run pins it by value.
 *
 * @param optimizers the base optimizers, in order
 * @param adapt how it adapts to its traffic; null if it does not
 */
public record Project(
        ProjectId id,
        Program seed,
        LoopSettings loop,
        List<OptimizerSpec> optimizers,
        MetaSettings meta,
        SplitShares shares,
        Budget budget,
        @Nullable AdaptSettings adapt) {
    /** A project that does not adapt to its traffic. */
    public Project(
            ProjectId id,
            Program seed,
            LoopSettings loop,
            List<OptimizerSpec> optimizers,
            MetaSettings meta,
            SplitShares shares,
            Budget budget) {
        this(id, seed, loop, optimizers, meta, shares, budget, null);
    }

    public Project {
        optimizers = List.copyOf(optimizers);
        if (optimizers.isEmpty())
            throw new IllegalArgumentException("project " + id + " has no optimizer");
    }

    /** The most inner iterations I of a trial of its optimizers. */
    public int maxSteps() {
        return optimizers.stream().mapToInt(OptimizerSpec::steps).max().orElseThrow();
    }

    /** Whether it adapts to its traffic. */
    public boolean adapts() {
        return adapt != null && adapt.on();
    }

    /**
     * Whether scores under another definition can be compared with those under this one: both score
     * answers alike. Both adapt.
     */
    public boolean scoresLike(Project other) {
        return loop.evaluator().equals(other.loop.evaluator())
                && requireNonNull(adapt).evidence().equals(requireNonNull(other.adapt).evidence());
    }

    public Project withSeed(Program program) {
        return new Project(id, program, loop, optimizers, meta, shares, budget, adapt);
    }

    public Project withLoop(LoopSettings settings) {
        return new Project(id, seed, settings, optimizers, meta, shares, budget, adapt);
    }

    public Project withOptimizers(List<OptimizerSpec> specs) {
        return new Project(id, seed, loop, specs, meta, shares, budget, adapt);
    }

    public Project withMeta(MetaSettings settings) {
        return new Project(id, seed, loop, optimizers, settings, shares, budget, adapt);
    }

    public Project withBudget(Budget limits) {
        return new Project(id, seed, loop, optimizers, meta, shares, limits, adapt);
    }

    public Project withAdapt(@Nullable AdaptSettings settings) {
        return new Project(id, seed, loop, optimizers, meta, shares, budget, settings);
    }
}
