package metatextgrad.json;

import java.util.function.Supplier;

/** One row of a data set file. */
public sealed interface TaskRow {
    /** Returns its location, such as {@code line 7}. */
    String place();

    /** A row that can be used. */
    record Good(String place, TaskFields fields) implements TaskRow {}

    /** A row that cannot. */
    record Bad(String place, String reason) implements TaskRow {
        @Override
        public String toString() {
            return place + ": " + reason;
        }
    }

    /**
     * Reads a row. Data sets are for scoring, so each of their tasks needs a target.
     *
     * @param read throws {@link IllegalArgumentException} with the reason if the row is bad
     */
    static TaskRow of(String place, Supplier<TaskFields> read) {
        try {
            TaskFields fields = read.get();
            if (fields.target() == null || fields.target().isBlank())
                return new Bad(place, "target is missing");
            return new Good(place, fields);
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            return new Bad(place, reason.replaceFirst("^([a-z]+): is", "$1 is"));
        }
    }
}
