package metatextgrad.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.Prices;
import org.jspecify.annotations.Nullable;

/**
 * The address, limits and prices of a model server. The key never appears in any output.
 *
 * @param baseUrl with the version, such as {@code http://localhost:8000/v1}
 * @param key null if there is none, or if it is in a file
 * @param keyFile the file that contains the key; null if there is none
 * @param servers further servers that projects may name
 * @param maxInFlight largest number of calls in flight, 1 or more
 * @param maxInFlightPerProject largest number of calls in flight of one project, 1 or more
 * @param drain how long a stopping worker waits for calls in flight; positive
 * @param requestsPerMinute requests that the server allows, for each model; null if not known
 * @param tokensPerMinute tokens that the server allows, for each model; null if not known
 * @param prices by the name of a model
 * @param allowRepay whether to continue without ledger rows that are missing or unreadable. No
 *     setting allows this, since it repeats billed calls; an operator must allow it each time.
 */
public record ModelEndpoint(
        URI baseUrl,
        @Nullable String key,
        @Nullable Path keyFile,
        List<AllowedServer> servers,
        int maxInFlight,
        int maxInFlightPerProject,
        Duration drain,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer tokensPerMinute,
        Prices prices,
        boolean allowRepay) {
    public ModelEndpoint {
        servers = List.copyOf(servers);
        if (maxInFlight < 1)
            throw new IllegalArgumentException("maxInFlight must be 1 or more, not " + maxInFlight);
        if (maxInFlightPerProject < 1)
            throw new IllegalArgumentException(
                    "maxInFlightPerProject must be 1 or more, not " + maxInFlightPerProject);
    }

    /**
     * Returns the same endpoint. If allowed, it continues without missing or unreadable ledger
     * rows.
     */
    public ModelEndpoint allowingRepay(boolean allowed) {
        return new ModelEndpoint(
                baseUrl,
                key,
                keyFile,
                servers,
                maxInFlight,
                maxInFlightPerProject,
                drain,
                requestsPerMinute,
                tokensPerMinute,
                prices,
                allowed);
    }

    /** Returns whether projects may name this server, with this variable for its key. */
    public boolean allows(ModelServer server) {
        return servers.stream().anyMatch(allowed -> allowed.server().equals(server));
    }

    @Override
    public String toString() {
        return baseUrl.toString();
    }
}
