package metatextgrad.experiments.real;

/**
 * A cell of the table.
 *
 * @param calls the most calls of the search, or of the searches beside it; 0 for a row that is
 *     scored once
 * @param seed from 1; 0 for a row that is scored once
 */
public record StudyCell(String task, RowKind row, long calls, long seed) {
    /** Returns the cell of this row and seed. */
    public static StudyCell of(String task, RowKind row, long calls, long seed) {
        return row.hasSeeds()
                ? new StudyCell(task, row, calls, seed)
                : new StudyCell(task, row, 0, 0);
    }

    /** Returns the name of its file, without an ending. */
    String file() {
        return row.hasSeeds() ? "%s-%s-%d-%d".formatted(task, row, calls, seed) : task + "-" + row;
    }

    /** Returns the command that fills it, and the cells of lower seeds. */
    public String command() {
        String search = row.hasSeeds() ? " --calls %d --seeds %d".formatted(calls, seed) : "";
        return "./mtg experiment real --task %s --row %s%s".formatted(task, row, search);
    }

    @Override
    public String toString() {
        return row.hasSeeds() ? "%s, %s, seed %d".formatted(task, row, seed) : task + ", " + row;
    }
}
