package metatextgrad.decide;

import metatextgrad.model.Row;

/** One change of a store. */
public sealed interface Change {
    String key();

    /** The row under this key is now this one. */
    record Put(String key, Row row) implements Change {}

    /** No row stands under this key any more. */
    record Delete(String key) implements Change {}
}
