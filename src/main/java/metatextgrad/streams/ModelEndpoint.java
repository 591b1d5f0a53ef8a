package metatextgrad.streams;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
 * @param drain how long calls that are out are waited for at the end; positive
 * @param requestsPerMinute what the server allows, for each model; null if not known
 * @param tokensPerMinute the same for tokens
 * @param prices by the name of a model
 * @param allowRepay whether to go on without ledger rows that are missing or unreadable
 */
public record ModelEndpoint(
        URI baseUrl,
        @Nullable String key,
        @Nullable Path keyFile,
        int maxInFlight,
        int maxInFlightPerProject,
        Duration drain,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer tokensPerMinute,
        Prices prices,
        boolean allowRepay) {
    /** As settings say it: no setting lets a worker pay again, somebody must do so each time. */
    public ModelEndpoint(
            URI baseUrl,
            @Nullable String key,
            @Nullable Path keyFile,
            int maxInFlight,
            int maxInFlightPerProject,
            Duration drain,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer tokensPerMinute,
            Prices prices) {
        this(
                baseUrl,
                key,
                keyFile,
                maxInFlight,
                maxInFlightPerProject,
                drain,
                requestsPerMinute,
                tokensPerMinute,
                prices,
                false);
    }

    public ModelEndpoint {
        requireNonNull(baseUrl, "baseUrl is null");
        requireNonNull(drain, "drain is null");
        requireNonNull(prices, "prices is null");
        if (maxInFlight < 1)
            throw new IllegalArgumentException("maxInFlight must be 1 or more, not " + maxInFlight);
        if (maxInFlightPerProject < 1)
            throw new IllegalArgumentException(
                    "maxInFlightPerProject must be 1 or more, not " + maxInFlightPerProject);
    }

    /** The same, going on without ledger rows that are missing or unreadable if so told. */
    public ModelEndpoint allowingRepay(boolean allowed) {
        return new ModelEndpoint(
                baseUrl,
                key,
                keyFile,
                maxInFlight,
                maxInFlightPerProject,
                drain,
                requestsPerMinute,
                tokensPerMinute,
                prices,
                allowed);
    }

    @Override
    public String toString() {
        return baseUrl.toString();
    }
}
