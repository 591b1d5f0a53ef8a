package metatextgrad.decide;

import java.util.Set;

/**
 * A decider that is also called when a key has had no event until its deadline. The timer only
 * proposes: the proposal is an event, which the decider then reads like any other (RELIABILITY §5
 * rule 4).
 *
 * @param <I> the sealed type of the service's inputs
 */
public interface TimedDecider<I> extends Decider<I> {
    /** The keys of events that have a running deadline. */
    Set<String> open(Rows rows);

    /** The event to propose for a key that had no event until its deadline. */
    Decision silent(Rows rows, String key);
}
