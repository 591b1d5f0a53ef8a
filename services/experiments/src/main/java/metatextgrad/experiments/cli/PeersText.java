package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.statistics.CrossedBootstrap;

/** Formats a comparison with other optimizers: test scores at equal calls, and differences. */
final class PeersText {
    private PeersText() {}

    static List<String> of(PeersView.Of study, TextTable.Style style) {
        TextTable table = new TextTable();
        rows(study).forEach(table::row);
        List<String> lines = new ArrayList<>(table.lines(style));
        lines.add("");
        lines.addAll(sentences(study));
        return lines;
    }

    private static List<List<String>> rows(PeersView.Of study) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(study.study() + ", test after calls"));
        study.budgets().forEach(calls -> head.add("" + calls));
        head.add("calls of a run");
        rows.add(head);
        for (PeersView.Row row : study.methods()) {
            List<String> cells = new ArrayList<>(List.of(row.name()));
            for (long calls : study.budgets()) {
                CrossedBootstrap test = row.at(calls).test();
                cells.add(
                        Texts.format(
                                "%.3f [%.3f, %.3f]", test.estimate(), test.low(), test.high()));
            }
            cells.add(Texts.format("%.0f", row.calls()));
            rows.add(cells);
        }
        for (PeersView.Row row : study.methods()) {
            List<String> cells = new ArrayList<>(List.of("metatextgrad minus " + row.method()));
            for (long calls : study.budgets()) {
                CrossedBootstrap minus = row.at(calls).metatextgradMinus();
                if (minus == null) continue;
                cells.add(
                        Texts.format(
                                "%+.3f [%+.3f, %+.3f]",
                                minus.estimate(), minus.low(), minus.high()));
            }
            cells.add("");
            if (cells.size() == head.size()) rows.add(cells);
        }
        return rows;
    }

    private static List<String> sentences(PeersView.Of study) {
        List<String> lines = new ArrayList<>();
        if (study.unavailable() != null)
            lines.add("Without other optimizers: " + study.unavailable());
        study.callsToReachGepa().forEach(one -> lines.add(one.sentence()));
        if (study.simulated()) lines.add(Texts.simulated(study.study()));
        return lines;
    }
}
