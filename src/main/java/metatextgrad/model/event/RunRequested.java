package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.Sizes;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.RunFork;
import metatextgrad.model.project.Spend;
import org.jspecify.annotations.Nullable;

/**
 * A run as requested: project and base optimizers by value, data, seed (RunRequested).
 *
 * @param kind {@link RunKind#USER} or {@link RunKind#WINDOW}
 * @param versions versions of the base optimizers that are not the project's own; those without a
 *     verdict get it from this run
 * @param past optimizers that earlier windows of traffic compared with one in use, for the meta
 *     model to read; the oldest first
 * @param sizes sizes of the splits, as counted by the caller
 * @param prices prices of the project's models at the time of the request; a replay uses them too
 * @param fork from which step on the settings of the project apply; null for all steps
 */
public record RunRequested(
        RunId id,
        RunKind kind,
        Project project,
        SnapshotSpec snapshot,
        long seed,
        List<OptimizerVersion> versions,
        List<OptimizerVersion> past,
        Sizes sizes,
        Prices prices,
        @Nullable RunFork fork)
        implements RunSignal {
    /** A request with the project's own optimizers, and without a budget that needs counts. */
    public RunRequested(RunId id, Project project, SnapshotSpec snapshot, long seed) {
        this(id, project, snapshot, seed, List.of(), Sizes.UNKNOWN, Prices.NONE);
    }

    /** A request of a user that is no fork. Users have no windows of traffic. */
    public RunRequested(
            RunId id,
            Project project,
            SnapshotSpec snapshot,
            long seed,
            List<OptimizerVersion> versions,
            Sizes sizes,
            Prices prices) {
        this(id, RunKind.USER, project, snapshot, seed, versions, List.of(), sizes, prices, null);
    }

    public RunRequested {
        versions = List.copyOf(versions);
        past = List.copyOf(past);
    }

    /**
     * Whether the run reads a test set at its end. The run of a window does not: a contest on tasks
     * that no run has read decides about its result.
     */
    public boolean readsTest() {
        return sizes.test() > 0 || sizes.equals(Sizes.UNKNOWN);
    }

    /** Returns the settings of a step of the race, from 1. */
    public LoopSettings loop(int step) {
        return fork != null && step < fork.step() ? fork.before() : project.loop();
    }

    /** The spend of this cost at the prices of the run. */
    public Spend spend(Cost cost) {
        return prices.spend(cost, role -> project.loop().model(role).name());
    }

    @Override
    public String key() {
        return id.value();
    }
}
