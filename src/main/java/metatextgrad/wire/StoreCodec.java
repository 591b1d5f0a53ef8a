package metatextgrad.wire;

import metatextgrad.model.Row;

/**
 * Rows as bytes that need no registry: for stores, for the library, for tests. Reads what any
 * release wrote. Thread-safe.
 */
public final class StoreCodec {
    private final SingleObject bytes;

    public StoreCodec() {
        bytes = new SingleObject(Wire.avroTypes(), ReleasedSchemas.ALL);
    }

    public byte[] encode(Row row) {
        return bytes.write(Wire.toAvro(row));
    }

    /**
     * The row of these bytes.
     *
     * @throws MalformedRecord if they are no row
     */
    public Row decode(byte[] encoded) {
        return Wire.fromAvro(bytes.read(encoded));
    }
}
