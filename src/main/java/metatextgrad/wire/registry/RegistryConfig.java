package metatextgrad.wire.registry;

import io.apicurio.registry.resolver.client.RegistryClientFacadeFactory;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.avro.strategy.TopicRecordIdStrategy;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How we use the registry: address, encryption and credentials are the user's, the rest is not. */
public final class RegistryConfig {
    /** The schema of an id never changes, so none is fetched twice. */
    private static final String FOR_EVER = String.valueOf(Duration.ofDays(36_500).toMillis());

    private static final Map<String, String> OURS =
            Map.of(
                    SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, "false",
                    SchemaResolverConfig.FIND_LATEST_ARTIFACT, "false",
                    SchemaResolverConfig.ARTIFACT_RESOLVER_STRATEGY,
                            TopicRecordIdStrategy.class.getName(),
                    // Whole schemas: else a type inside a record is an artifact of its own.
                    SchemaResolverConfig.DEREFERENCE_SCHEMA, "true",
                    SchemaResolverConfig.CHECK_PERIOD_MS, FOR_EVER,
                    SchemaResolverConfig.RETRY_COUNT, "0",
                    AvroSerdeConfig.AVRO_DATUM_PROVIDER, CodecCache.class.getName(),
                    AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, "true");

    private RegistryConfig() {}

    public static Map<String, Object> of(Map<String, ?> users) {
        Map<String, Object> config = new TreeMap<>(users);
        config.putAll(OURS);
        return config;
    }

    public static RetryingRegistryClient client(Map<String, Object> config, Time time) {
        return new RetryingRegistryClient(
                RegistryClientFacadeFactory.create(new SchemaResolverConfig(config)),
                new RegistryRetry(time),
                time);
    }
}
