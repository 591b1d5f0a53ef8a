package metatextgrad.wire;

import java.util.List;
import metatextgrad.llm.RequestContext;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.ReleasedSchemas;

/** Contexts as bytes, as they ride in a request and come back. Thread-safe. */
public final class Contexts {
    private static final Pairs PAIRS = new Pairs(List.of(ContextWire.PAIRS));
    private static final SingleObject BYTES =
            new SingleObject(PAIRS.avroTypes(), ReleasedSchemas.ALL);

    private Contexts() {}

    public static byte[] encode(RequestContext context) {
        return BYTES.write(PAIRS.toAvro(context));
    }

    /**
     * The context of these bytes.
     *
     * @throws MalformedRecord if they are none
     */
    public static RequestContext decode(byte[] encoded) {
        return (RequestContext) PAIRS.fromAvro(BYTES.read(encoded));
    }
}
