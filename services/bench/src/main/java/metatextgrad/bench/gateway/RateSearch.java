package metatextgrad.bench.gateway;

/**
 * Searches the highest rate at which a server is steady: doubles the rate until it is not, then
 * halves the gap between both. It ends at 6,400 requests a second. Pure.
 *
 * @param steady the highest rate that was steady; 0 if there was none
 * @param unsteady the lowest rate that was not; 0 if there was none
 * @param halvings still to do
 */
record RateSearch(int steady, int unsteady, int halvings) {
    private static final int FIRST = 200;
    private static final int HALVINGS = 3;

    /**
     * What the load generator and the model server need at this rate is a small part of a machine.
     */
    private static final int MOST = 6_400;

    static RateSearch begin() {
        return new RateSearch(0, 0, HALVINGS);
    }

    /** Returns the rate to measure next. */
    int next() {
        if (unsteady > 0) return (steady + unsteady) / 2;
        return steady == 0 ? FIRST : 2 * steady;
    }

    /** Returns the search after {@link #next()} was measured. */
    RateSearch with(boolean wasSteady) {
        int left = unsteady > 0 ? halvings - 1 : halvings;
        return wasSteady
                ? new RateSearch(next(), unsteady, left)
                : new RateSearch(steady, next(), left);
    }

    boolean ended() {
        return halvings == 0 || steady >= MOST;
    }
}
