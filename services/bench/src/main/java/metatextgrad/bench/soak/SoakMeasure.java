package metatextgrad.bench.soak;

/** What must not rise in a system under a steady load. */
public enum SoakMeasure {
    HEAP("heap", "heap after a collection, without the ledger", "MiB", 1),
    THREADS("threads", "threads", "", 10),
    FILES("files", "open file handles", "", 100),
    STORES("stores", "bytes of the stores", "MiB", 10),
    LAG("lag", "records not read yet", "", 500);

    private final String label;
    private final String title;
    private final String unit;
    private final double floor;

    /**
     * @param floor a rise is compared with at least this value
     */
    SoakMeasure(String label, String title, String unit, double floor) {
        this.label = label;
        this.title = title;
        this.unit = unit;
        this.floor = floor;
    }

    /** Returns its name for scripts. */
    public String label() {
        return label;
    }

    public String title() {
        return title;
    }

    /** Returns the unit of its values; empty if they are numbers. */
    public String unit() {
        return unit;
    }

    double floor() {
        return floor;
    }
}
