package metatextgrad.services.mtg;

/**
 * How much is measured.
 *
 * @param warmUp seconds that warm the JVM and are not counted, where calls come by the second
 * @param counted seconds after that
 * @param direct calls of the direct client for each prompt size
 * @param burst calls of a worker that is asked for many at once
 * @param rounds how often the paths of a call are gone, in turns
 * @param path calls of each path in a round
 * @param rows of the ledger that is loaded
 * @param rate seconds under a rate limit
 * @param all whether parts that take long are measured at all
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
        boolean all) {
    static final BenchScale FULL = new BenchScale(10, 30, 300, 1500, 3, 1000, 1_000_000, 20, true);
    static final BenchScale QUICK = new BenchScale(3, 8, 100, 600, 1, 600, 200_000, 5, false);
}
