package metatextgrad.model.event;

import metatextgrad.model.RunId;

/** A worker's notice about a run with requests that wait for a budget. */
public sealed interface RunLimit extends RunSignal permits RunHeld, RunReleased {
    RunId run();

    /** The ledger partition of the waiting requests. */
    int partition();

    @Override
    default String key() {
        return run().value();
    }
}
