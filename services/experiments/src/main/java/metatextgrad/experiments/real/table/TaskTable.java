package metatextgrad.experiments.real.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import metatextgrad.experiments.real.RowKind;
import metatextgrad.experiments.real.StudyCell;
import metatextgrad.experiments.real.StudyRow;
import metatextgrad.experiments.real.StudyTask;
import org.jspecify.annotations.Nullable;

/**
 * The table of one task.
 *
 * @param headroom test score of the prompt written by hand minus that of the seed prompt; null if
 *     one of them is not known or it is too small to be shared out
 */
public record TaskTable(
        String task,
        boolean control,
        String source,
        int testRows,
        @Nullable Double headroom,
        List<TableRow> rows) {
    /** Below it, a share of the headroom is mostly noise. */
    private static final double LEAST_HEADROOM = .05;

    public TaskTable {
        rows = List.copyOf(rows);
    }

    /**
     * Returns the table.
     *
     * @param all rows of all tasks
     * @param calls the most calls of the searches that are shown
     * @param seeds the number of seeds that are wanted
     */
    static TaskTable of(StudyTask task, List<StudyRow> all, long calls, int seeds) {
        List<StudyRow> seed = cells(all, task, RowKind.SEED, calls);
        List<StudyRow> hand = cells(all, task, RowKind.HAND, calls);
        SeedDifference ceiling = SeedDifference.of(hand, seed);
        Double headroom =
                ceiling == null || ceiling.mean() < LEAST_HEADROOM ? null : ceiling.mean();
        List<TableRow> rows = new ArrayList<>();
        for (RowKind kind : RowKind.values()) {
            List<StudyRow> cells = cells(all, task, kind, calls);
            rows.add(
                    TableRow.of(
                            kind,
                            cells,
                            kind == kind.seedPrompt()
                                    ? null
                                    : SeedDifference.of(
                                            cells, cells(all, task, kind.seedPrompt(), calls)),
                            kind.isOnLarge() ? Map.of() : minusPeers(task, all, kind, calls),
                            kind.isOnLarge() ? null : headroom,
                            empty(task, kind, cells, calls, seeds)));
        }
        return new TaskTable(
                task.name(),
                !task.hasHeadroom(),
                task.source(),
                seed.isEmpty() ? 0 : seed.getFirst().test().length(),
                headroom,
                rows);
    }

    /** Returns the filled cells of a row by seed; those with another test set do not compare. */
    static List<StudyRow> cells(List<StudyRow> all, StudyTask task, RowKind kind, long calls) {
        return all.stream()
                .filter(row -> row.task().equals(task.name()))
                .filter(row -> row.row().equals(kind.toString()))
                .filter(row -> !kind.hasSeeds() || row.budget() == calls)
                .sorted(Comparator.comparingLong(StudyRow::seed))
                .toList();
    }

    /** Compares a row of several seeds with each other optimizer that has some of them. */
    private static Map<RowKind, SeedDifference> minusPeers(
            StudyTask task, List<StudyRow> all, RowKind kind, long calls) {
        Map<RowKind, SeedDifference> differences = new EnumMap<>(RowKind.class);
        if (!kind.hasSeeds()) return differences;
        for (RowKind peer : RowKind.PEERS) {
            SeedDifference difference =
                    minus(cells(all, task, kind, calls), cells(all, task, peer, calls));
            if (peer != kind && difference != null) differences.put(peer, difference);
        }
        return differences;
    }

    /** Compares the seeds that both rows have. */
    private static @Nullable SeedDifference minus(List<StudyRow> first, List<StudyRow> second) {
        List<StudyRow> mine = new ArrayList<>();
        List<StudyRow> others = new ArrayList<>();
        for (StudyRow one : first)
            for (StudyRow other : second)
                if (one.seed() == other.seed()) {
                    mine.add(one);
                    others.add(other);
                }
        return SeedDifference.of(mine, others);
    }

    private static List<String> empty(
            StudyTask task, RowKind kind, List<StudyRow> cells, long calls, int seeds) {
        return LongStream.rangeClosed(1, kind.hasSeeds() ? seeds : 1)
                .filter(
                        seed ->
                                cells.stream()
                                        .noneMatch(cell -> !kind.hasSeeds() || cell.seed() == seed))
                .mapToObj(seed -> StudyCell.of(task.name(), kind, calls, seed).command())
                .toList();
    }

    /** Returns a row of the table. */
    TableRow row(RowKind kind) {
        return rows.stream().filter(row -> row.kind() == kind).findFirst().orElseThrow();
    }

    /** Whether a row has all its cells. */
    boolean isFull(RowKind kind) {
        return row(kind).empty().isEmpty();
    }

    /** Whether no row has a cell. */
    @JsonIgnore
    public boolean isEmpty() {
        return rows.stream().allMatch(row -> row.cells().isEmpty());
    }
}
