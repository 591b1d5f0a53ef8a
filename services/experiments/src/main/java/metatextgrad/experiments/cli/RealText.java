package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.real.RowKind;
import metatextgrad.experiments.real.table.RealExpectation;
import metatextgrad.experiments.real.table.RealTable;
import metatextgrad.experiments.real.table.SeedDifference;
import metatextgrad.experiments.real.table.TableRow;
import metatextgrad.experiments.real.table.TaskTable;
import org.jspecify.annotations.Nullable;

/** Formats the table of real models: a table for each task, the empty cells, and expectations. */
final class RealText {
    private RealText() {}

    static List<String> of(RealTable table, TextTable.Style style) {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "Brackets are 95 % intervals over the test rows. They take the printed seeds as given, so they do not",
                                "show how much other seeds would differ; with 8 seeds or more they do."));
        for (TaskTable task : table.tasks()) {
            lines.add("");
            TextTable rows =
                    TextTable.of(
                            "%s | each seed | mean | minus seed | minus GEPA | minus MIPROv2 | minus CAPO | headroom found | calls | tokens | prompt characters | prompt tokens | minutes"
                                    .formatted(name(task)));
            for (TableRow row : task.rows()) rows.row(cells(row));
            lines.addAll(rows.lines(style));
        }
        empty(table, style, lines);
        lines.add("");
        TextTable expected = TextTable.of("expected | result | figures");
        for (RealExpectation one : table.expectations())
            expected.row(one.expected(), one.status(), one.figures());
        lines.addAll(expected.lines(style == TextTable.Style.RIGHT ? TextTable.Style.LEFT : style));
        return lines;
    }

    private static String name(TaskTable task) {
        String name = task.task() + (task.control() ? " (control)" : "");
        return task.testRows() == 0 ? name : "%s, %d test rows".formatted(name, task.testRows());
    }

    private static List<String> cells(TableRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.row());
        cells.addAll(scores(row));
        for (RowKind peer : RowKind.PEERS) cells.add(difference(row.minusPeers().get(peer)));
        cells.addAll(figures(row));
        return cells;
    }

    private static List<String> scores(TableRow row) {
        return List.of(
                row.seeds().isEmpty()
                        ? "empty"
                        : row.seeds().stream()
                                .map(seed -> Texts.format("%.3f", seed.score()))
                                .collect(Collectors.joining(" ")),
                Texts.score(row.mean()),
                difference(row.minusSeed()));
    }

    private static List<String> figures(TableRow row) {
        return List.of(
                row.share() == null ? "-" : Texts.format("%.0f %%", 100 * row.share()),
                number(row.calls()),
                number(row.tokens()),
                number(row.promptCharacters()),
                number(row.promptTokens()),
                number(row.minutes()));
    }

    /** The interval is of items, given the seeds; with enough seeds it is of both. */
    private static String difference(@Nullable SeedDifference difference) {
        if (difference == null) return "-";
        var crossed = difference.crossed();
        return crossed == null
                ? Texts.format(
                        "%+.3f [%+.3f, %+.3f], %d of %d above",
                        difference.mean(),
                        difference.items().low(),
                        difference.items().high(),
                        difference.seedsAbove(),
                        difference.perSeed().size())
                : Texts.format(
                        "%+.3f [%+.3f, %+.3f], %d seeds",
                        crossed.estimate(), crossed.low(), crossed.high(), crossed.seeds());
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : Texts.format("%,.0f", value);
    }

    private static void empty(RealTable table, TextTable.Style style, List<String> lines) {
        List<String> commands =
                table.tasks().stream()
                        .flatMap(task -> task.rows().stream())
                        .filter(row -> !row.empty().isEmpty())
                        .map(row -> row.empty().getLast())
                        .toList();
        if (commands.isEmpty()) return;
        boolean markdown = style == TextTable.Style.MARKDOWN;
        lines.add("");
        lines.add("Some cells are empty. These commands fill them:");
        lines.add("");
        if (markdown) lines.add("```sh");
        lines.addAll(commands);
        if (markdown) lines.add("```");
    }
}
