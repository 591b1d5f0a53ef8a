package metatextgrad.decide;

import java.util.Set;

/**
 * A decider that is also called when no event came for a key until the deadline. Time only
 * proposes: the proposal is an event, which the decider then reads like any other (RELIABILITY §5
 * rule 4).
 *
 * @param <I> the sealed type of what the service reads
 */
public interface TimedDecider<I> extends Decider<I> {
    /** The keys of events for which a deadline runs. */
    Set<String> open(Rows rows);

    /** What to propose for a key without an event until the deadline. */
    Decision silent(Rows rows, String key);
}
