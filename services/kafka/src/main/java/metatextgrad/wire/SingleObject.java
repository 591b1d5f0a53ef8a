package metatextgrad.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import metatextgrad.model.Causes;
import metatextgrad.wire.registry.AvroLimits;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.ReleasedSchemas;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Avro's single-object encoding: a marker, the fingerprint of the writer's schema, the record. It
 * reads records of any release, with the schema of this one. Thread-safe.
 */
final class SingleObject {
    /** Reads the records of every release. */
    static final SingleObject RELEASED = new SingleObject(ReleasedSchemas.ALL);

    private static final int FINGERPRINT_AT = 2;
    private static final int HEADER = FINGERPRINT_AT + Long.BYTES;

    private final Map<Class<?>, BinaryMessageEncoder<SpecificRecord>> encoders =
            new ConcurrentHashMap<>();
    private final Map<String, BinaryMessageDecoder<SpecificRecord>> decoders =
            new ConcurrentHashMap<>();
    private final SchemaStore.Cache schemas = new SchemaStore.Cache();

    SingleObject(List<Schema> released) {
        AvroLimits.set();
        released.forEach(schemas::addSchema);
    }

    byte[] write(SpecificRecord record) {
        BinaryMessageEncoder<SpecificRecord> encoder =
                encoders.computeIfAbsent(record.getClass(), SingleObject::encoder);
        try {
            return Utils.toArray(encoder.encode(record));
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode record in memory", e);
        }
    }

    SpecificRecord read(byte[] bytes) {
        Schema writer = writer(bytes);
        if (writer == null)
            throw new MalformedRecord(
                    "unreadable record: no known schema in its " + bytes.length + " bytes");
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
        try {
            SpecificRecord record =
                    decoders.computeIfAbsent(writer.getFullName(), name -> decoder(writer))
                            .decode(stream);
            if (stream.available() > 0)
                throw new MalformedRecord(stream.available() + " bytes after the record");
            return record;
        } catch (MalformedRecord e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecord("unreadable record: " + reason(e), e);
        }
    }

    /** Returns why a record cannot be decoded. Messages of libraries name their classes. */
    static String reason(Exception e) {
        return Causes.of(e)
                        .anyMatch(
                                one ->
                                        one instanceof EOFException
                                                || one instanceof BufferUnderflowException)
                ? "it ends too early"
                : "not an event of a known schema";
    }

    private @Nullable Schema writer(byte[] bytes) {
        if (bytes.length < HEADER) return null;
        return schemas.findByFingerprint(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT));
    }

    private static BinaryMessageEncoder<SpecificRecord> encoder(Class<?> type) {
        SpecificData data = SpecificData.getForClass(type);
        return new BinaryMessageEncoder<>(data, data.getSchema(type));
    }

    private BinaryMessageDecoder<SpecificRecord> decoder(Schema writer) {
        Class<?> type = SpecificData.get().getClass(writer);
        SpecificData data = SpecificData.getForClass(type);
        return new BinaryMessageDecoder<>(data, data.getSchema(type), schemas);
    }
}
