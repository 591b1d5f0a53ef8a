package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A barrier's decision: the slots it uses, for ever. The first one of a barrier wins. */
public record BatchClosed(TrialId trial, int step, Split split, Reason reason, List<Integer> slots)
        implements TrialSignal {
    /** What closed the batch. */
    public enum Reason {
        COUNT,
        DEADLINE,
        /** Not even its manifest came by the deadline. */
        GIVEN_UP
    }

    public BatchClosed {
        requireNonNull(trial, "trial is null");
        requireNonNull(split, "split is null");
        requireNonNull(reason, "reason is null");
        slots = List.copyOf(slots);
    }

    @Override
    public String key() {
        return trial.value();
    }
}
