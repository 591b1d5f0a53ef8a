package metatextgrad.experiments.cli;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.experiments.MethodComparison;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.Transfer;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * The result of a transfer.
 *
 * @param from the place in which the optimizer was learned
 * @param to the place in which it was used
 */
record TransferView(String from, String to, boolean simulated, Map<String, Row> rows)
        implements View {
    private static final List<String> ROWS =
            List.of(Transfer.BASE, Transfer.TRANSFERRED, Transfer.OWN);

    /** Test score, and its difference to the base optimizer with a 95 % interval. */
    record Row(double test, double minusBase, double low, double high) {}

    static TransferView of(String from, String to, Map<String, List<MethodOutcome>> outcomes) {
        List<MethodOutcome> base = requireNonNull(outcomes.get(Transfer.BASE));
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String name : ROWS) {
            List<MethodOutcome> own = requireNonNull(outcomes.get(name), name);
            CrossedBootstrap minus =
                    MethodComparison.of(Transfer.BASE, MethodComparison.Basis.ONE_RUN, own, base)
                            .difference();
            rows.put(
                    name,
                    new Row(
                            MethodComparison.mean(own).estimate(),
                            minus.estimate(),
                            minus.low(),
                            minus.high()));
        }
        return new TransferView(from, to, true, rows);
    }

    @Override
    public List<String> text() {
        TextTable table =
                new TextTable()
                        .row(
                                "learned in " + from + ", used in " + to,
                                "test",
                                "minus base",
                                "95 %");
        rows.forEach(
                (name, row) ->
                        table.row(
                                name,
                                Texts.score(row.test()),
                                Texts.format("%+.3f", row.minusBase()),
                                Texts.format("%+.3f to %+.3f", row.low(), row.high())));
        List<String> lines = new ArrayList<>(table.lines(TextTable.Style.RIGHT));
        lines.add("");
        lines.add(Texts.simulated(null));
        return lines;
    }
}
