package metatextgrad.redact;

/** A secret and where it stands in a text: from its first sign to behind its last. */
public record Found(Secret secret, int from, int to) {
    boolean overlaps(Found other) {
        return from < other.to && other.from < to;
    }
}
