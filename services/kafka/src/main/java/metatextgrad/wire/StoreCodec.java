package metatextgrad.wire;

import java.util.List;
import metatextgrad.model.Row;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.avro.Schema;

/**
 * Encodes rows without a registry: for stores, for the library, for tests. Decodes rows of every
 * release. Thread-safe.
 */
public final class StoreCodec {
    private final SingleObject bytes;

    public StoreCodec() {
        bytes = SingleObject.RELEASED;
    }

    StoreCodec(List<Schema> released) {
        bytes = new SingleObject(released);
    }

    public byte[] encode(Row row) {
        return bytes.write(Wire.DECODED.toAvro(row));
    }

    /**
     * Returns the row of these bytes.
     *
     * @throws MalformedRecord if they are not a row
     */
    public Row decode(byte[] encoded) {
        return Wire.DECODED.fromAvro(bytes.read(encoded));
    }
}
