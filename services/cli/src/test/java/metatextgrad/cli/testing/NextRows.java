package metatextgrad.cli.testing;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import metatextgrad.model.Row;
import metatextgrad.wire.RowSerde;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Rows and contexts in the single-object encoding of the later release, which has both releases in
 * its list. Thread-safe.
 */
final class NextRows {
    private static final int HEADER = 2 + Long.BYTES;
    private static final Map<Long, NextSchemas> CURRENT =
            NextSchemas.byName().values().stream()
                    .collect(Collectors.toMap(one -> fingerprint(one.current()), one -> one));
    private static final Map<Long, NextSchemas> NEXT =
            NextSchemas.byName().values().stream()
                    .collect(Collectors.toMap(one -> fingerprint(one.next()), one -> one));

    /** The serde of rows in stores. */
    static final Serde<Row> SERDE = serde();

    private NextRows() {}

    /** Returns the bytes that the later release writes. */
    static byte[] upgraded(byte[] single) {
        NextSchemas schemas = requireNonNull(CURRENT.get(fingerprint(single)));
        return single(schemas.next(), schemas.upgraded(body(single)));
    }

    /** Reads bytes of any release as the later one does; returns them as this release writes. */
    static byte[] read(byte[] single) {
        long fingerprint = fingerprint(single);
        NextSchemas later = NEXT.get(fingerprint);
        NextSchemas schemas = later == null ? requireNonNull(CURRENT.get(fingerprint)) : later;
        Schema writer = later == null ? schemas.current() : schemas.next();
        return single(schemas.current(), schemas.read(body(single), writer));
    }

    static byte[] single(Schema schema, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 1)
                .putLong(fingerprint(schema))
                .put(body)
                .array();
    }

    static byte[] body(byte[] single) {
        return Arrays.copyOfRange(single, HEADER, single.length);
    }

    private static long fingerprint(byte[] single) {
        return ByteBuffer.wrap(single).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static Serde<Row> serde() {
        RowSerde current = new RowSerde();
        return Serdes.serdeFrom(
                (topic, row) ->
                        row == null ? null : upgraded(current.serializer().serialize(topic, row)),
                (topic, bytes) ->
                        bytes == null
                                ? null
                                : current.deserializer().deserialize(topic, read(bytes)));
    }
}
