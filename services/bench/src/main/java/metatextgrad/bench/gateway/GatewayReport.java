package metatextgrad.bench.gateway;

import org.jspecify.annotations.Nullable;

/**
 * The figures of all ways to the model server.
 *
 * @param liteLlm null if it is not installed
 * @param sampled the part of the requests of the gateway that became tasks
 * @param streams that were to be open at once; 0 if the limit of file handles is too small
 */
public record GatewayReport(
        RouteReport direct,
        RouteReport gateway,
        @Nullable RouteReport liteLlm,
        double sampled,
        int streams) {}
