package metatextgrad.model;

/** Adjacent places [from, to) of a snapshot; one batch carries at most 64 of them. */
public record Range(int from, int to) {
    public static final int MAX = 64;

    public Range {
        if (from < 0 || to < from || to - from > MAX) {
            throw new IllegalArgumentException(
                    "range [" + from + ", " + to + ") is not within 0.." + MAX);
        }
    }

    public int size() {
        return to - from;
    }
}
