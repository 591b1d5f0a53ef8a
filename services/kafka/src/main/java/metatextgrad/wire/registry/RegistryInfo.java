package metatextgrad.wire.registry;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.client.RegistryClientFacadeFactory;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.rest.client.RegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import metatextgrad.model.Causes;
import org.jspecify.annotations.Nullable;

/** What a registry answers about itself to a client with our credentials. Blocking. */
public final class RegistryInfo {
    private RegistryInfo() {}

    /**
     * A reply of the registry.
     *
     * @param status of HTTP
     * @param version null without one: then the server is no registry
     */
    public record Reply(int status, @Nullable String version) {}

    /**
     * Sends one request, as the serdes do: with the same certificate authorities and credentials.
     *
     * @param config of the registry client, as for {@link SchemaRegistration}
     * @throws AccessDenied if the provider of tokens refuses its client
     * @throws IOException if no reply comes
     */
    public static Reply of(Map<String, ?> config, Duration timeout) throws IOException {
        try {
            return new RegistryRetry(Time.SYSTEM, timeout).once(() -> ask(config));
        } catch (RuntimeException e) {
            ApiException answer = Causes.find(e, ApiException.class);
            if (answer == null || answer.getResponseStatusCode() == 0) {
                AccessDenied denied = AccessDenied.of(e);
                if (denied != null) throw denied;
                throw new IOException(String.valueOf(e.getMessage()), e);
            }
            return new Reply(answer.getResponseStatusCode(), null);
        }
    }

    private static Reply ask(Map<String, ?> config) {
        var resolver = new SchemaResolverConfig(RegistryConfig.of(config));
        var client = (RegistryClient) RegistryClientFacadeFactory.create(resolver).getClient();
        String version = client.system().info().get().getVersion();
        // A registry shows its version without credentials.
        client.groups().get(request -> request.queryParameters.limit = 1);
        return new Reply(200, version);
    }
}
