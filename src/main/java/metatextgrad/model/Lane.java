package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The prompt phase of one base optimizer (METHOD §1.4).
 *
 * @param optimizer its place in the request
 * @param round the round under way; 0 tries the optimizer as given
 * @param base what the optimizer as given reached; null before
 * @param best M* and what it reached; null before the first trial
 * @param ends how the rounds before ended
 */
public record Lane(
        int optimizer,
        int round,
        @Nullable Tried base,
        @Nullable Tried best,
        List<RoundEnd> ends,
        Doing doing) {
    /** What a lane waits for. */
    public sealed interface Doing {
        /** The trial of a spec; {@code drawn} is the pair that led to it. */
        record Trying(
                TrialId trial,
                OptimizerSpec spec,
                @Nullable String parent,
                @Nullable TaskId drawn,
                int repairs)
                implements Doing {}

        /** A train pair for the next proposal, where no trial brought one. */
        record Drawing(TrialId trial) implements Doing {}

        /** The meta model's reply; {@code complaint} says what was wrong with the one before. */
        record Asking(int attempt, Task drawn, String complaint) implements Doing {}

        /** All rounds are over. */
        record Done() implements Doing {}
    }

    public Lane {
        ends = List.copyOf(ends);
        requireNonNull(doing, "doing is null");
    }

    public Lane doing(Doing next) {
        return new Lane(optimizer, round, base, best, ends, next);
    }

    public Lane inRound(int next) {
        return new Lane(optimizer, next, base, best, ends, doing);
    }

    public Lane withBase(Tried tried) {
        return new Lane(optimizer, round, tried, tried, ends, doing);
    }

    public Lane withBest(Tried tried) {
        return new Lane(optimizer, round, base, tried, ends, doing);
    }

    public Lane ended(RoundEnd end) {
        List<RoundEnd> all = new ArrayList<>(ends);
        all.add(end);
        return new Lane(optimizer, round, base, best, all, doing);
    }
}
