package metatextgrad.services.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.config.Settings;
import metatextgrad.model.project.ModelServer;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.trace.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a gateway.
 *
 * @param settings of Kafka and the registry; the last tables are in its data folder
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param rules the gateway's file; null for none
 * @param upstream the model server, with the version
 * @param key of this server, for requests with a gateway key
 * @param clientSecret of the console at its OpenID Connect provider; null if it has none
 * @param servers further servers that projects may name, with their keys
 * @param tracing makes the spans of requests
 */
public record GatewayConfig(
        Settings settings,
        String host,
        int port,
        @Nullable Path rules,
        URI upstream,
        ApiKey key,
        @Nullable ApiKey clientSecret,
        Map<ModelServer, ApiKey> servers,
        Tracing tracing) {
    public GatewayConfig {
        servers = Map.copyOf(servers);
    }
}
