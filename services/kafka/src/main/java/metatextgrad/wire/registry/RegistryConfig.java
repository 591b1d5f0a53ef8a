package metatextgrad.wire.registry;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryClientFacadeFactory;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.avro.strategy.TopicRecordIdStrategy;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of the registry client. Users configure address, TLS and credentials;
 * everything else is fixed.
 */
public final class RegistryConfig {
    /** A cache time without end: the schema of an id never changes. */
    private static final String NEVER = String.valueOf(Duration.ofDays(36_500).toMillis());

    private static final Map<String, String> FIXED =
            Map.of(
                    SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, "false",
                    SchemaResolverConfig.FIND_LATEST_ARTIFACT, "false",
                    SchemaResolverConfig.ARTIFACT_RESOLVER_STRATEGY,
                            TopicRecordIdStrategy.class.getName(),
                    // Whole schemas: otherwise a type inside a record is a separate artifact.
                    SchemaResolverConfig.DEREFERENCE_SCHEMA, "true",
                    SchemaResolverConfig.CHECK_PERIOD_MS, NEVER,
                    SchemaResolverConfig.RETRY_COUNT, "0",
                    AvroSerdeConfig.AVRO_DATUM_PROVIDER, CodecCache.class.getName(),
                    AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, "true");

    private RegistryConfig() {}

    public static Map<String, Object> of(Map<String, ?> configured) {
        Map<String, Object> config = new TreeMap<>(configured);
        config.putAll(FIXED);
        return config;
    }

    public static RegistryClientFacade client(Map<String, Object> config, Time time) {
        return client(config, new RegistryRetry(time), time);
    }

    static RegistryClientFacade client(Map<String, Object> config, RegistryRetry retry, Time time) {
        AvroLimits.set();
        return RetryingRegistryClient.of(
                RegistryClientFacadeFactory.create(new SchemaResolverConfig(config)), retry, time);
    }
}
