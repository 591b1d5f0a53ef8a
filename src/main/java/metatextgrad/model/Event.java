package metatextgrad.model;

/**
 * A fact that travels on a topic. Immutable; equal content means the same event, and every reader
 * treats a second one as a duplicate. An event may be kept as a row until it is needed.
 */
public interface Event extends Row {
    /** The key it is written under: what must be read in order shares a key. */
    String key();
}
