package metatextgrad.decide;

import metatextgrad.model.Row;

/** One change of a store. */
public sealed interface Change {
    String key();

    /** Sets the row under this key. */
    record Put(String key, Row row) implements Change {}

    /** Deletes the row under this key. */
    record Delete(String key) implements Change {}
}
