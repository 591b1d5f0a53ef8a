package metatextgrad.wire;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.function.Function;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.AvroLimits;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;

/** Converts between model types and Avro records. The only entry point. Thread-safe. */
public final class Wire {
    /** With decoded contexts, for requesters. */
    static final Wire DECODED = new Wire(RowMapper.MAPPER);

    /** With raw contexts, for the worker. Both write the same bytes. */
    static final Wire RAW =
            new Wire(
                    new RowMapperImpl() {
                        @Override
                        public RequestContext context(ByteBuffer bytes) {
                            return new RawContext(Utils.toArray(bytes));
                        }
                    });

    private final RowMapper mapper;

    private Wire(RowMapper mapper) {
        AvroLimits.set();
        this.mapper = mapper;
    }

    /**
     * Returns the record of a row.
     *
     * @throws IllegalArgumentException if a text has an unpaired surrogate, which UTF-8 cannot
     *     encode
     */
    SpecificRecord toAvro(Row row) {
        return WellFormed.checked(mapper.recordOf(row));
    }

    /**
     * Returns the row of a record.
     *
     * @throws MalformedRecord if the record has an unknown type, or a value that the model rejects
     */
    Row fromAvro(SpecificRecord record) {
        return read(record, mapper::rowOf);
    }

    /** As {@link #fromAvro}, but a row that is not an event is malformed too. */
    Event event(SpecificRecord record) {
        if (fromAvro(record) instanceof Event event) return event;
        throw new MalformedRecord("a row, but not an event");
    }

    static <T> T read(SpecificRecord record, Function<SpecificRecord, T> from) {
        try {
            return from.apply(record);
        } catch (RuntimeException rejected) {
            String type = record.getSchema().getName();
            throw new MalformedRecord("bad " + type + ": " + rejected.getMessage(), rejected);
        }
    }

    /** Returns the Avro type of an event type: both have the same simple name. */
    public static Class<? extends SpecificRecord> avroType(Class<? extends Event> event) {
        String namespace = metatextgrad.events.LlmRequest.SCHEMA$.getNamespace();
        Schema name = Schema.createRecord(event.getSimpleName(), null, namespace, false);
        Class<?> type = SpecificData.get().getClass(name);
        return requireNonNull(type, () -> "no Avro type of " + event)
                .asSubclass(SpecificRecord.class);
    }
}
