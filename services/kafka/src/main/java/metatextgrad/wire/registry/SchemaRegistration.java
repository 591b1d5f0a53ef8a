package metatextgrad.wire.registry;

import static io.apicurio.registry.types.ArtifactType.AVRO;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.rest.client.RegistryClient;
import io.apicurio.registry.rest.client.models.ProblemDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.wire.EventSerde;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Registers our schemas under the names that the serializer looks up: one artifact per topic and
 * record type. It registers the schema of the generated class, not of the file: they differ, and
 * the serializer looks up by content.
 */
public final class SchemaRegistration {
    private final RegistryClientFacade registry;
    private final CompatibilityRule rule;

    /** A schema and its coordinates in the registry. */
    public record Registered(
            String topic, String record, String artifact, String version, long contentId) {}

    /**
     * @param config of the registry client, as for {@link EventSerde#registry}
     */
    public SchemaRegistration(Map<String, ?> config) {
        RegistryRetry retry = RegistryRetry.withoutWaitForAccess(Time.SYSTEM);
        registry = RegistryConfig.client(RegistryConfig.of(config), retry, Time.SYSTEM);
        rule = new CompatibilityRule((RegistryClient) registry.getClient(), retry);
    }

    /**
     * Sets the compatibility rule, then registers every absent schema. Idempotent.
     *
     * @throws IllegalStateException if a schema is incompatible with one registered before
     * @throws RegistryUnavailable if the registry does not answer
     * @throws AccessDenied if our credentials may not write
     */
    public List<Registered> register(Map<String, List<Class<? extends SpecificRecord>>> topics) {
        rule.set();
        List<Registered> all = new ArrayList<>();
        for (Entry entry : entries(topics)) all.add(register(entry));
        return all;
    }

    /** Returns what {@link #register} would change, one line each; empty if nothing. */
    public List<String> check(Map<String, List<Class<? extends SpecificRecord>>> topics) {
        List<String> differences = new ArrayList<>();
        String set = rule.get();
        if (!CompatibilityRule.CONFIG.equals(set))
            differences.add(
                    "schemas have compatibility rule " + set + ", not " + CompatibilityRule.CONFIG);
        for (Entry entry : entries(topics)) {
            if (find(entry) == null)
                differences.add(entry.topic + " has no schema " + entry.schema.getName());
        }
        return differences;
    }

    private Registered register(Entry entry) {
        RegistryVersionCoordinates place;
        try {
            place =
                    registry.createSchema(
                            AVRO,
                            CompatibilityRule.GROUP,
                            entry.artifact(),
                            null,
                            "FIND_OR_CREATE_VERSION",
                            false,
                            entry.schema.toString(),
                            Set.of());
        } catch (ProblemDetails refused) {
            throw new IllegalStateException(
                    "registry refuses " + entry.artifact() + ": " + refused.getTitle(), refused);
        }
        return new Registered(
                entry.topic,
                entry.schema.getName(),
                entry.artifact(),
                place.getVersion(),
                place.getContentId());
    }

    private @Nullable RegistryVersionCoordinates find(Entry entry) {
        ArtifactReference reference =
                ArtifactReference.builder()
                        .groupId(CompatibilityRule.GROUP)
                        .artifactId(entry.artifact())
                        .build();
        return registry
                .searchVersionsByContent(entry.schema.toString(), AVRO, reference, false)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static List<Entry> entries(Map<String, List<Class<? extends SpecificRecord>>> topics) {
        List<Entry> entries = new ArrayList<>();
        topics.forEach(
                (topic, types) ->
                        types.forEach(
                                type ->
                                        entries.add(
                                                new Entry(
                                                        topic,
                                                        SpecificData.get().getSchema(type)))));
        return entries;
    }

    private record Entry(String topic, Schema schema) {
        /** Returns the name that {@code TopicRecordIdStrategy} uses. */
        String artifact() {
            return topic + "-" + schema.getName();
        }
    }
}
