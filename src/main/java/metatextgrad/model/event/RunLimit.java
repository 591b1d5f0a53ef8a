package metatextgrad.model.event;

import metatextgrad.model.RunId;
import metatextgrad.model.project.BlockReason;

/** A worker's notice about a run with requests that wait for a budget. */
public sealed interface RunLimit extends RunSignal {
    RunId run();

    /** The ledger partition of the waiting requests. */
    int partition();

    @Override
    default String key() {
        return run().value();
    }

    /**
     * A budget limit blocks requests of a run. Its trials wait, and no deadline runs, until all
     * these requests are released.
     */
    record RunBudgetExhausted(RunId run, int partition, BlockReason reason) implements RunLimit {}

    /** No request of this run waits for a budget any longer in this partition. */
    record RunBudgetRestored(RunId run, int partition) implements RunLimit {}
}
