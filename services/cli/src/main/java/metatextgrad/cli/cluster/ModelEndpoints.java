package metatextgrad.cli.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.model.project.Prices;
import org.jspecify.annotations.Nullable;

/** Endpoints of simulated models. */
public final class ModelEndpoints {
    public static final int IN_FLIGHT = 256;

    /** No simulated model takes this long. */
    public static final Duration DRAIN = Duration.ofSeconds(30);

    private ModelEndpoints() {}

    public static ModelEndpoint simulated(URI models) {
        return simulated(models, IN_FLIGHT);
    }

    /** The same with prices, which the worker adds up. */
    public static ModelEndpoint simulated(URI models, Prices prices) {
        return simulated(models, IN_FLIGHT, null, prices);
    }

    /** Returns the endpoint for a worker with this many calls in flight. */
    public static ModelEndpoint simulated(URI models, int inFlight) {
        return simulated(models, inFlight, null);
    }

    /** {@code requestsPerMinute} is the rate limit that the worker keeps; null for none. */
    public static ModelEndpoint simulated(
            URI models, int inFlight, @Nullable Integer requestsPerMinute) {
        return simulated(models, inFlight, requestsPerMinute, Prices.NONE);
    }

    private static ModelEndpoint simulated(
            URI models, int inFlight, @Nullable Integer requestsPerMinute, Prices prices) {
        return new ModelEndpoint(
                models,
                "none",
                null,
                List.of(),
                inFlight,
                inFlight,
                DRAIN,
                requestsPerMinute,
                null,
                prices,
                false);
    }
}
