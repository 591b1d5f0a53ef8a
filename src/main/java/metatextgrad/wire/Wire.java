package metatextgrad.wire;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.avro.specific.SpecificRecord;

/** The one door between the model and Avro. Thread-safe. */
public final class Wire {
    /** A family of events is one more line here. */
    static final Pairs ROWS =
            new Pairs(
                    List.of(
                            TaskWire.PAIRS,
                            BatchWire.PAIRS,
                            LossWire.PAIRS,
                            ScoreWire.PAIRS,
                            CostWire.PAIRS,
                            CommandWire.PAIRS,
                            BudgetWire.PAIRS,
                            StepWire.PAIRS,
                            TrialWire.PAIRS,
                            MetaWire.PAIRS,
                            VersionWire.PAIRS,
                            RunWire.PAIRS,
                            PromptWire.PAIRS,
                            RolloutWire.PAIRS,
                            LlmWire.PAIRS,
                            DeadLetterWire.PAIRS));

    private Wire() {}

    /**
     * The record of a row.
     *
     * @throws IllegalArgumentException if a text has half of a surrogate pair, which no UTF-8 holds
     */
    public static SpecificRecord toAvro(Row row) {
        return ROWS.toAvro(row);
    }

    /**
     * The row of a record.
     *
     * @throws MalformedRecord if the record is of no known type, or a value the model refuses
     */
    public static Row fromAvro(SpecificRecord record) {
        return (Row) ROWS.fromAvro(record);
    }

    /** Every Avro type of rows. */
    public static List<Class<? extends SpecificRecord>> avroTypes() {
        return ROWS.avroTypes();
    }

    /** The Avro type of events of this type on topics, the worker's included. */
    public static Class<? extends SpecificRecord> avroType(Class<? extends Event> event) {
        Class<? extends SpecificRecord> type = ROWS.avroType(event);
        return type != null
                ? type
                : requireNonNull(WorkerSerde.PAIRS.avroType(event), "no Avro type of " + event);
    }
}
