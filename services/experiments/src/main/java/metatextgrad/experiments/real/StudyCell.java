package metatextgrad.experiments.real;

/**
 * A cell of the table.
 *
 * @param calls the most calls of the search; 0 without a search
 * @param seed from 1; 0 without a search
 */
public record StudyCell(String task, RowKind row, long calls, long seed) {
    /** Returns the cell of this row and seed. */
    public static StudyCell of(String task, RowKind row, long calls, long seed) {
        return row.isSearch()
                ? new StudyCell(task, row, calls, seed)
                : new StudyCell(task, row, 0, 0);
    }

    /** Returns the name of its file, without an ending. */
    String file() {
        return row.isSearch() ? "%s-%s-%d-%d".formatted(task, row, calls, seed) : task + "-" + row;
    }

    /** Returns the command that fills it, and the cells of lower seeds. */
    public String command() {
        String search = row.isSearch() ? " --calls %d --seeds %d".formatted(calls, seed) : "";
        return "./mtg experiment real --task %s --row %s%s".formatted(task, row, search);
    }

    @Override
    public String toString() {
        return row.isSearch() ? "%s, %s, seed %d".formatted(task, row, seed) : task + ", " + row;
    }
}
