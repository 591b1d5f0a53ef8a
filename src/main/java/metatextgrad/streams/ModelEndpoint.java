package metatextgrad.streams;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import metatextgrad.model.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Where models are asked, and what they cost. The key is never shown.
 *
 * @param baseUrl with the version, such as {@code http://localhost:8000/v1}
 * @param key null if there is none, or if it is in a file
 * @param keyFile the file it is in; null if it is not in a file
 * @param maxInFlight calls open at a time
 * @param maxInFlightPerProject those of one project
 * @param requestsPerMinute what the server allows, for each model; null if not known
 * @param tokensPerMinute the same for tokens
 * @param prices by the name of a model
 */
public record ModelEndpoint(
        URI baseUrl,
        @Nullable String key,
        @Nullable Path keyFile,
        int maxInFlight,
        int maxInFlightPerProject,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer tokensPerMinute,
        Prices prices) {
    public ModelEndpoint {
        requireNonNull(baseUrl, "baseUrl is null");
        requireNonNull(prices, "prices is null");
        if (maxInFlight < 1)
            throw new IllegalArgumentException("maxInFlight must be 1 or more, not " + maxInFlight);
        if (maxInFlightPerProject < 1)
            throw new IllegalArgumentException(
                    "maxInFlightPerProject must be 1 or more, not " + maxInFlightPerProject);
    }

    @Override
    public String toString() {
        return baseUrl.toString();
    }
}
