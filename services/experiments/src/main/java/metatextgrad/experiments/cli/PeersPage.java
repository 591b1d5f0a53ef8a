package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.PeerComparison;
import metatextgrad.experiments.path.AcceptedProgram;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.experiments.report.CurveChart;
import metatextgrad.experiments.report.ForestPlot;
import metatextgrad.experiments.report.Page;
import metatextgrad.statistics.CrossedBootstrap;

/** The page about other optimizers: table, curves, differences and lineages. */
final class PeersPage {
    private PeersPage() {}

    static Page of(List<PeersView.Of> studies) {
        Page page = new Page("Prompt optimizers at equal numbers of model calls");
        for (PeersView.Of study : studies) add(page, study);
        return page;
    }

    private static void add(Page page, PeersView.Of study) {
        page.section("Test scores in " + study.study());
        page.text(PeersText.of(study, TextTable.Style.MARKDOWN));
        page.section("Test score against model calls in " + study.study());
        page.paragraph(
                "The best program that was accepted by then, on tasks that no search saw. Bands are 95 % intervals over seeds and tasks.");
        page.picture(new CurveChart("model calls", "test score", curves(study)));
        List<ForestPlot.Row> differences = differences(study);
        if (!differences.isEmpty()) {
            page.section("Differences in " + study.study());
            page.picture(
                    new ForestPlot("test score of metatextgrad minus that of others", differences));
        }
        for (PeerComparison.Row row : study.comparison().rows()) lineage(page, row);
    }

    private static List<CurveChart.Series> curves(PeersView.Of study) {
        return study.methods().stream()
                .map(
                        row ->
                                new CurveChart.Series(
                                        row.name(),
                                        row.scores().stream().map(PeersPage::point).toList()))
                .toList();
    }

    private static CurveChart.Point point(PeersView.At at) {
        CrossedBootstrap test = at.test();
        return new CurveChart.Point(at.calls(), test.estimate(), test.low(), test.high());
    }

    private static List<ForestPlot.Row> differences(PeersView.Of study) {
        List<ForestPlot.Row> rows = new ArrayList<>();
        for (PeersView.Row row : study.methods()) {
            for (long calls : study.budgets()) {
                CrossedBootstrap minus = row.at(calls).metatextgradMinus();
                if (minus != null)
                    rows.add(
                            new ForestPlot.Row(
                                    Texts.format("%s, %,d calls", row.name(), calls),
                                    minus.estimate(),
                                    minus.low(),
                                    minus.high()));
            }
        }
        return rows;
    }

    private static void lineage(Page page, PeerComparison.Row row) {
        SearchPath path = row.runs().getFirst();
        page.section("Lineage of %s, seed %d".formatted(row.method(), path.seed()));
        page.picture(Lineages.tree(path));
        AcceptedProgram best = path.best(Long.MAX_VALUE);
        page.details("The best prompt by validation", Lineages.text(best.program()));
    }
}
