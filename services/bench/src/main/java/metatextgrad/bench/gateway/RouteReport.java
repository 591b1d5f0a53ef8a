package metatextgrad.bench.gateway;

import metatextgrad.bench.load.LoadResult;

/**
 * The figures of one way to the model server. Without a proxy, the figures of a process are 0.
 *
 * @param plain requests with one response, 100 a second
 * @param stream requests with a stream, 100 a second
 * @param cpuMillis processor time of the proxy for one of the plain requests
 * @param busyCpuMillis the same at a rate at which its idle work hardly counts
 * @param rate the highest steady one, in requests a second; 0 if the lowest was not steady
 * @param open streams that were open at once
 * @param residentMebi resident memory of the proxy with these streams
 * @param sent all requests until the streams were opened
 */
public record RouteReport(
        LoadResult plain,
        LoadResult stream,
        double cpuMillis,
        double busyCpuMillis,
        int rate,
        int open,
        double residentMebi,
        long sent) {
    /** Returns requests without a whole response, of those at 100 a second. */
    public int failed() {
        return plain.failed() + stream.failed();
    }
}
