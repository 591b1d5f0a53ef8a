package metatextgrad.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.wire.registry.AvroLimits;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro's single-object encoding: a marker, the fingerprint of the writer's schema, the record. What
 * any release wrote is read with the schema of this one. Thread-safe.
 */
final class SingleObject {
    private static final int FINGERPRINT_AT = 2;
    private static final int HEADER = FINGERPRINT_AT + Long.BYTES;

    private final Map<Class<?>, BinaryMessageEncoder<SpecificRecord>> encoders = new HashMap<>();
    private final Map<String, BinaryMessageDecoder<SpecificRecord>> decoders = new HashMap<>();
    private final SchemaStore.Cache schemas = new SchemaStore.Cache();

    SingleObject(List<Class<? extends SpecificRecord>> types, List<Schema> released) {
        AvroLimits.set();
        released.forEach(schemas::addSchema);
        for (Class<? extends SpecificRecord> type : types) {
            SpecificData data = SpecificData.getForClass(type);
            Schema schema = data.getSchema(type);
            schemas.addSchema(schema);
            encoders.put(type, new BinaryMessageEncoder<>(data, schema));
            decoders.put(schema.getFullName(), new BinaryMessageDecoder<>(data, schema, schemas));
        }
    }

    byte[] write(SpecificRecord record) {
        BinaryMessageEncoder<SpecificRecord> encoder = encoders.get(record.getClass());
        if (encoder == null)
            throw new IllegalArgumentException("not stored: " + record.getClass().getName());
        try {
            ByteBuffer bytes = encoder.encode(record);
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    SpecificRecord read(byte[] bytes) {
        Schema writer = writer(bytes);
        BinaryMessageDecoder<SpecificRecord> decoder =
                writer == null ? null : decoders.get(writer.getFullName());
        if (decoder == null)
            throw new MalformedRecord("no record of ours: " + bytes.length + " bytes");
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
        try {
            SpecificRecord record = decoder.decode(stream);
            if (stream.available() > 0)
                throw new MalformedRecord(stream.available() + " bytes after the record");
            return record;
        } catch (MalformedRecord e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecord("unreadable record: " + e.getMessage(), e);
        }
    }

    private @Nullable Schema writer(byte[] bytes) {
        if (bytes.length < HEADER) return null;
        return schemas.findByFingerprint(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT));
    }
}
