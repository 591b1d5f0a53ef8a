package metatextgrad.bench.gateway;

/**
 * The amount of work of a measurement of the gateway.
 *
 * @param warmUp seconds before anything is counted
 * @param round seconds of a round
 * @param rounds in which the routes take turns
 * @param step seconds of one rate, in the search for the highest
 * @param busy rounds of fast requests, of which the last quarter counts
 * @param streams open at once
 */
public record GatewayScale(int warmUp, int round, int rounds, int step, int busy, int streams) {
    public static final GatewayScale FULL = new GatewayScale(24, 4, 3, 2, 20, 5_000);
    public static final GatewayScale QUICK = new GatewayScale(4, 2, 1, 1, 4, 1_000);
}
