package metatextgrad.experiments.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.experiments.real.SpeedProbe;
import metatextgrad.experiments.real.StudyCell;
import org.jspecify.annotations.Nullable;

/**
 * The size of the table of real models.
 *
 * @param answerSeconds measured time of an answer; null if it was not measured
 * @param reviewSeconds measured time of a longer reply of the other model
 * @param hours of all open cells together; null without a measurement
 */
record RealForecast(
        List<Cell> cells,
        int filled,
        long searchCalls,
        long testCalls,
        @Nullable Double answerSeconds,
        @Nullable Double reviewSeconds,
        @Nullable Double hours)
        implements View {
    /** Of the calls of a search, those of the other model: about one in six. */
    private static final double OTHERS = 1 / 6.;

    /**
     * An open cell.
     *
     * @param hours null if the speed was not measured
     */
    record Cell(
            @JsonIgnore StudyCell cell,
            String task,
            String row,
            long seed,
            long searchCalls,
            int testCalls,
            @Nullable Double hours) {}

    static RealForecast of(
            List<StudyCell> open,
            int filled,
            ToIntFunction<StudyCell> testRows,
            @Nullable SpeedProbe speed) {
        List<Cell> cells = new ArrayList<>();
        for (StudyCell cell : open) {
            int rows = testRows.applyAsInt(cell);
            cells.add(
                    new Cell(
                            cell,
                            cell.task(),
                            cell.row().toString(),
                            cell.seed(),
                            searched(cell),
                            rows,
                            speed == null ? null : hours(cell, rows, speed)));
        }
        long search = cells.stream().mapToLong(Cell::searchCalls).sum();
        return new RealForecast(
                cells,
                filled,
                search,
                cells.stream().mapToLong(Cell::testCalls).sum(),
                speed == null ? null : (Double) speed.answerSeconds(),
                speed == null ? null : (Double) speed.reviewSeconds(),
                speed == null
                        ? null
                        : (Double)
                                cells.stream()
                                        .mapToDouble(cell -> requireNonNull(cell.hours()))
                                        .sum());
    }

    private static double hours(StudyCell cell, int testCalls, SpeedProbe speed) {
        double others = cell.row().isPeer() ? OTHERS / 2 : OTHERS;
        double answers = testCalls + (1 - others) * searched(cell);
        return (answers * speed.answerSeconds() + others * searched(cell) * speed.reviewSeconds())
                / 3_600;
    }

    private static long searched(StudyCell cell) {
        return cell.row().isSearch() ? cell.calls() : 0;
    }

    @Override
    public List<String> text() {
        TextTable table = TextTable.of("open cell | search calls | test calls | hours");
        for (Cell one : cells)
            table.row(
                    one.cell(),
                    one.searchCalls(),
                    one.testCalls(),
                    one.hours() == null ? "-" : Texts.format("%.2f", one.hours()));
        List<String> lines = new ArrayList<>(table.lines(TextTable.Style.RIGHT));
        lines.add("");
        lines.add(cost());
        return lines;
    }

    /** Returns the size in one line. */
    String cost() {
        String time =
                hours == null
                        ? ""
                        : Texts.format(
                                ", about %.1f hours if calls take %.1f s and %.1f s, as measured",
                                hours, answerSeconds, reviewSeconds);
        return Texts.format(
                "%s to fill, %d filled: at most %,d search calls and %,d test calls%s; recorded calls are not made again, and no dollars apply to models on this machine",
                Texts.counted(cells.size(), "cell"), filled, searchCalls, testCalls, time);
    }
}
