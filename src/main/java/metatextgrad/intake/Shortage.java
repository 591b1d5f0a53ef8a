package metatextgrad.intake;

import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.model.Split;
import metatextgrad.model.live.SetRequest;
import metatextgrad.model.state.PoolCount;

/**
 * What waiting requests lack. A search reads the whole pool, and it can only succeed after as many
 * tasks of the split have entered as were missing: time alone makes them fewer.
 */
record Shortage(DecisionBuilder decision, IntakeKeys keys) {
    /** Whether a search for this request would be in vain. */
    boolean blocks(SetRequest request) {
        for (Split split : Split.values())
            if (decision.has(keys.missing(split, request.set()))) return true;
        return false;
    }

    /**
     * Notes what a search has shown. Tasks are only counted in a project that was started.
     *
     * @param tasks missing, 1 or more
     */
    void note(SetRequest request, Split split, int tasks) {
        if (decision.has(keys.adapt()))
            decision.put(keys.missing(split, request.set()), new PoolCount(tasks));
    }

    /** Counts a task that has entered the pool. */
    void entered(Split split) {
        for (RowKey<PoolCount> key : decision.keys(keys.missing(split))) {
            PoolCount missing = decision.get(key);
            if (missing == null || missing.tasks() <= 1) decision.delete(key);
            else decision.put(key, new PoolCount(missing.tasks() - 1));
        }
    }

    /** Forgets all: the rules that decide what counts have changed, or nothing waits any more. */
    void clear() {
        for (Split split : Split.values()) decision.deleteAll(keys.missing(split));
    }
}
