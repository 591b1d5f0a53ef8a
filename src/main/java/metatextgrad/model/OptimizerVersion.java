package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that was tried, and the verdict.
 *
 * @param parents content ids of the optimizers it was made from; none of one as given
 * @param score validation score of the program it produced; null if its trial failed or was stopped
 * @param against the score it had to beat
 * @param cost list cost of its trial, and of the asks that proposed it
 */
public record OptimizerVersion(
        ProjectId project,
        RunId run,
        TrialId trial,
        OptimizerSpec spec,
        List<String> parents,
        @Nullable TaskId drawn,
        @Nullable Double score,
        double against,
        Verdict verdict,
        Serial serial,
        Cost cost)
        implements Event {
    /** What became of it. */
    public enum Verdict {
        BASE,
        ADOPTED,
        REJECTED,
        FAILED,
        /** No usable proposal came, so nothing was tried. */
        INVALID,
        /** The budget ended its trial, so it never wins. */
        STOPPED
    }

    public OptimizerVersion {
        requireNonNull(project, "project is null");
        requireNonNull(run, "run is null");
        requireNonNull(trial, "trial is null");
        requireNonNull(spec, "spec is null");
        parents = List.copyOf(parents);
        requireNonNull(verdict, "verdict is null");
        requireNonNull(serial, "serial is null");
        requireNonNull(cost, "cost is null");
    }

    /** Two runs never fight over one row: the id hashes run and spec. */
    @Override
    public String key() {
        return ContentHash.of("optimizer-version", project, run, spec.contentId());
    }
}
