package metatextgrad.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** All pairs of one kind. Finds the one that fits; text that cannot be written is refused here. */
final class Pairs {
    private final List<WirePair<?, ?>> pairs;
    private final Map<Class<?>, WirePair<?, ?>> byAvro;

    Pairs(List<List<WirePair<?, ?>>> families) {
        pairs = families.stream().flatMap(List::stream).toList();
        byAvro = pairs.stream().collect(Collectors.toUnmodifiableMap(WirePair::avro, pair -> pair));
    }

    SpecificRecord toAvro(Object value) {
        for (WirePair<?, ?> pair : pairs) {
            if (pair.model().isInstance(value)) return WellFormed.checked(pair.toAvro(value));
        }
        throw new IllegalArgumentException("no Avro type for " + value.getClass().getName());
    }

    /**
     * The model value of a record.
     *
     * @throws MalformedRecord if the record is of no known type, or a value the model refuses
     */
    Object fromAvro(SpecificRecord record) {
        WirePair<?, ?> pair = byAvro.get(record.getClass());
        String type = record.getSchema().getName();
        if (pair == null) throw new MalformedRecord("no model type for " + type);
        try {
            return pair.fromAvro(record);
        } catch (IllegalArgumentException | NullPointerException refused) {
            throw new MalformedRecord("bad " + type + ": " + refused.getMessage(), refused);
        }
    }

    /** As {@link #fromAvro}, where a row that is no event is malformed too. */
    Event event(SpecificRecord record) {
        if (fromAvro(record) instanceof Event event) return event;
        throw new MalformedRecord("a row, but no event");
    }

    List<Class<? extends SpecificRecord>> avroTypes() {
        return pairs.stream().<Class<? extends SpecificRecord>>map(WirePair::avro).toList();
    }

    /** The Avro type of a model type; null if it is of another kind. */
    @Nullable Class<? extends SpecificRecord> avroType(Class<?> model) {
        for (WirePair<?, ?> pair : pairs) {
            if (pair.model().equals(model)) return pair.avro();
        }
        return null;
    }
}
