package metatextgrad.decide;

import metatextgrad.model.Row;

/** How a group of keys begins, and the type that all rows of the group have. */
public record RowPrefix<R extends Row>(String text, Class<R> type) {
    /** The key of this group that ends with this. */
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
