package metatextgrad.experiments.real.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import metatextgrad.experiments.real.RowKind;
import metatextgrad.experiments.real.StudyRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of one task.
 *
 * @param cells the filled cells, in the order of their seeds
 * @param mean mean test score; null without a filled cell
 * @param minusSeed minus the seed prompt; null if that cannot be compared
 * @param minusPeers minus each other optimizer with the same seeds, as far as that can be compared
 * @param share of the headroom that is found: the gain over the seed prompt, in parts of the gain
 *     of the prompt written by hand; null if there is no headroom
 * @param empty the commands that fill the empty cells
 */
public record TableRow(
        @JsonIgnore RowKind kind,
        String row,
        @JsonIgnore List<StudyRow> cells,
        List<SeedScore> seeds,
        @Nullable Double mean,
        @Nullable SeedDifference minusSeed,
        Map<RowKind, SeedDifference> minusPeers,
        @Nullable Double share,
        @Nullable Double calls,
        @Nullable Double tokens,
        @Nullable Double promptCharacters,
        @Nullable Double promptTokens,
        @Nullable Double minutes,
        List<String> empty) {
    /** The test score of one seed. */
    public record SeedScore(long seed, double score) {}

    public TableRow {
        cells = List.copyOf(cells);
        seeds = List.copyOf(seeds);
        empty = List.copyOf(empty);
        minusPeers = Map.copyOf(minusPeers);
    }

    static TableRow of(
            RowKind kind,
            List<StudyRow> cells,
            @Nullable SeedDifference minusSeed,
            Map<RowKind, SeedDifference> minusPeers,
            @Nullable Double headroom,
            List<String> empty) {
        return new TableRow(
                kind,
                kind.toString(),
                cells,
                cells.stream().map(cell -> new SeedScore(cell.seed(), cell.score())).toList(),
                mean(cells, StudyRow::score),
                minusSeed,
                minusPeers,
                minusSeed == null || headroom == null ? null : minusSeed.mean() / headroom,
                mean(cells, StudyRow::calls),
                mean(cells, cell -> cell.inputTokens() + cell.outputTokens()),
                mean(cells, StudyRow::promptCharacters),
                mean(cells, StudyRow::promptTokens),
                mean(cells, StudyRow::minutes),
                empty);
    }

    private static @Nullable Double mean(List<StudyRow> cells, ToDoubleFunction<StudyRow> value) {
        return cells.isEmpty()
                ? null
                : (Double) cells.stream().mapToDouble(value).average().orElseThrow();
    }
}
