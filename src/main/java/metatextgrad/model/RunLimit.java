package metatextgrad.model;

/** What a worker says of a run whose asks wait for a budget. */
public sealed interface RunLimit extends RunSignal permits RunHeld, RunReleased {
    RunId run();

    /** The ledger partition whose asks it is about. */
    int partition();

    @Override
    default String key() {
        return run().value();
    }
}
