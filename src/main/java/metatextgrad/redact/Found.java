package metatextgrad.redact;

/** A secret and its place in a text; the end is exclusive. */
public record Found(Secret secret, int from, int to) {
    boolean overlaps(Found other) {
        return from < other.to && other.from < to;
    }
}
