package metatextgrad.decide;

import metatextgrad.model.Row;

/** The common beginning of a group of keys, and the type of all rows in the group. */
public record RowPrefix<R extends Row>(String text, Class<R> type) {
    /** The key in this group that ends with this text. */
    public RowKey<R> key(Object end) {
        return key(end, type);
    }

    public <S extends R> RowKey<S> key(Object end, Class<S> of) {
        return new RowKey<>(text + end, of);
    }

    /** A group within this one. */
    public <S extends R> RowPrefix<S> prefix(Object next, Class<S> of) {
        return new RowPrefix<>(text + next + "|", of);
    }
}
