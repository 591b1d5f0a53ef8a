package metatextgrad.decide;

import java.util.Set;

/**
 * A decider that can be told that nothing was heard of a key for long. Time only proposes: what
 * comes of it is an event, which the decider then hears like any other (RELIABILITY §5 rule 4).
 */
public interface TimedDecider extends Decider {
    /** Keys of events that something is still waited for. */
    Set<String> open(Rows rows);

    /** What to propose for a key that was silent for the deadline. */
    Decision silent(Rows rows, String key);
}
