package metatextgrad.decide;

import metatextgrad.model.Row;

/** The key of one row, and the type of that row. */
public record RowKey<R extends Row>(String text, Class<R> type) {}
