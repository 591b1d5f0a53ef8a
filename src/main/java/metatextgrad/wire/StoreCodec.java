package metatextgrad.wire;

import java.util.List;
import metatextgrad.model.Row;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.ReleasedSchemas;
import org.apache.avro.Schema;

/**
 * Rows as bytes that need no registry: for stores, for the library, for tests. Reads what any
 * release wrote. Thread-safe.
 */
public final class StoreCodec {
    private final SingleObject bytes;

    public StoreCodec() {
        this(ReleasedSchemas.ALL);
    }

    StoreCodec(List<Schema> released) {
        bytes = new SingleObject(Wire.avroTypes(), released);
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
