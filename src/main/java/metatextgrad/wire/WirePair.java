package metatextgrad.wire;

import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * How values of one model type become records of one Avro type, and back. Both ways are pure; what
 * comes back equals what went in.
 *
 * @param model the type or, of a sealed one, the interface
 */
public record WirePair<M, A extends SpecificRecord>(
        Class<M> model, Class<A> avro, Function<M, A> to, Function<A, M> from) {
    A toAvro(Object value) {
        return to.apply(model.cast(value));
    }

    M fromAvro(SpecificRecord record) {
        return from.apply(avro.cast(record));
    }
}
