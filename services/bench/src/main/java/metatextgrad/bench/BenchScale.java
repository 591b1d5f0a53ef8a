package metatextgrad.bench;

/**
 * The amount of work of a benchmark.
 *
 * @param warmUp seconds of warm-up, not counted, for parts with a fixed rate
 * @param counted counted seconds after the warm-up
 * @param direct calls of the direct client for each prompt size
 * @param burst calls that are requested at once
 * @param rounds rounds over all paths of a call
 * @param path calls of each path in a round
 * @param rows of the ledger that is loaded
 * @param rate seconds under a rate limit
 * @param all whether slow parts are measured
 * @param soak seconds of the soak
 * @param outage seconds of each fault of an outage
 */
record BenchScale(
        int warmUp,
        int counted,
        int direct,
        int burst,
        int rounds,
        int path,
        int rows,
        int rate,
        boolean all,
        int soak,
        int outage) {
    static final BenchScale FULL =
            new BenchScale(10, 30, 300, 1500, 3, 1000, 1_000_000, 20, true, 600, 300);
    static final BenchScale QUICK =
            new BenchScale(3, 8, 100, 600, 1, 600, 200_000, 5, false, 60, 15);

    /** Returns the same scale with this many seconds for the parts that last as long as wanted. */
    BenchScale lasting(int seconds) {
        return new BenchScale(
                warmUp, counted, direct, burst, rounds, path, rows, rate, all, seconds, seconds);
    }
}
