package metatextgrad.wire;

import java.util.List;
import java.util.Map;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.Time;
import org.apache.kafka.common.serialization.Serde;

/**
 * The worker's records: {@code WorkerRequest}, {@code WorkerAnswer}, {@code LedgerEntry}, budgets,
 * and commands to runs. The same bytes as the requesters', with the context left as it is.
 */
public final class WorkerSerde {
    static final Pairs PAIRS =
            new Pairs(
                    List.of(WorkerWire.PAIRS, BudgetWire.PAIRS, CommandWire.PAIRS, RunWire.PAIRS));

    private WorkerSerde() {}

    /** Bytes that need no registry, as {@link EventSerde#local()}. Thread-safe. */
    public static Serde<Event> local() {
        return EventSerde.local(PAIRS);
    }

    /** Bytes with registry ids, as {@link EventSerde#registry}. Thread-safe. */
    public static Serde<Event> registry(Map<String, ?> config) {
        return new RegistrySerde(PAIRS, config, Time.SYSTEM);
    }
}
