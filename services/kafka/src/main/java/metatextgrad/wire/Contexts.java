package metatextgrad.wire;

import static metatextgrad.wire.RowMapper.MAPPER;

import metatextgrad.llm.RawContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * The requester's context, which is sent in a request and returned in its response, as bytes.
 * Thread-safe.
 */
public final class Contexts {
    private Contexts() {}

    public static byte[] encode(RequestContext context) {
        if (context instanceof RawContext raw) return raw.bytes();
        return SingleObject.RELEASED.write(WellFormed.checked(MAPPER.recordOf(context)));
    }

    /**
     * Returns the context of these bytes.
     *
     * @throws MalformedRecord if they are not a context
     */
    public static RequestContext decode(byte[] encoded) {
        SpecificRecord record = SingleObject.RELEASED.read(encoded);
        return Wire.read(record, MAPPER::contextOf);
    }
}
