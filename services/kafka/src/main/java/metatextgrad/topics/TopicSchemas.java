package metatextgrad.topics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.config.Settings;
import metatextgrad.wire.Wire;
import metatextgrad.wire.registry.SchemaRegistration;
import org.apache.avro.specific.SpecificRecord;

/**
 * The schemas of all topics in the registry. {@code mtg topics apply} registers them and {@code mtg
 * topics check} compares them. Blocking.
 */
public final class TopicSchemas {
    private TopicSchemas() {}

    /** Registers missing schemas. A second call changes nothing. Returns how many there are. */
    public static int register(Settings settings) {
        return registration(settings).register(types(settings)).size();
    }

    /** Returns all differences, one line each; empty if there are none. */
    public static List<String> differences(Settings settings) {
        return registration(settings).check(types(settings));
    }

    private static SchemaRegistration registration(Settings settings) {
        return new SchemaRegistration(settings.registry());
    }

    private static Map<String, List<Class<? extends SpecificRecord>>> types(Settings settings) {
        Map<String, List<Class<? extends SpecificRecord>>> types = new TreeMap<>();
        for (Topic topic : Topics.all()) {
            types.put(
                    topic.in(settings),
                    topic.events().stream()
                            .<Class<? extends SpecificRecord>>map(Wire::avroType)
                            .toList());
        }
        return types;
    }
}
