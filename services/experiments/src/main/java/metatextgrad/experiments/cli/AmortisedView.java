package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.Amortised;
import metatextgrad.experiments.MethodComparison;
import metatextgrad.experiments.MethodComparison.Basis;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.report.ForestPlot;
import metatextgrad.experiments.report.Page;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * The result of learning once and using often.
 *
 * @param learn number of task sets to learn on
 * @param apply number of new task sets
 * @param learnedMinus test score of the learned optimizer minus that of each other row
 */
record AmortisedView(
        String world,
        boolean simulated,
        int learn,
        int apply,
        List<Row> rows,
        List<MethodComparison> learnedMinus,
        List<ExpectationResult> expectations)
        implements ReportView {
    /**
     * One method.
     *
     * @param calls mean calls of a seed: for the learned optimizer learning and using together
     */
    record Row(String name, CrossedBootstrap test, double calls) {
        static Row of(String name, List<MethodOutcome> outcomes) {
            return new Row(
                    name,
                    MethodComparison.mean(outcomes),
                    outcomes.stream()
                            .mapToLong(one -> one.search().total())
                            .average()
                            .orElseThrow());
        }
    }

    static AmortisedView of(
            String world,
            int learn,
            int apply,
            Map<String, List<MethodOutcome>> outcomes,
            List<ExpectationResult> expectations) {
        List<MethodOutcome> base = outcomes.getOrDefault(Amortised.BASE, List.of());
        List<MethodOutcome> learned = outcomes.getOrDefault(Amortised.LEARNED, List.of());
        List<MethodOutcome> restarts = outcomes.getOrDefault(Amortised.RESTARTS, List.of());
        return new AmortisedView(
                world,
                true,
                learn,
                apply,
                List.of(
                        Row.of(Amortised.BASE, base),
                        Row.of(Amortised.LEARNED, learned),
                        Row.of(Amortised.RESTARTS, restarts)),
                List.of(
                        MethodComparison.of(Amortised.BASE, Basis.ONE_RUN, learned, base),
                        MethodComparison.of(
                                Amortised.RESTARTS, Basis.SAME_CALLS, learned, restarts)),
                expectations);
    }

    @Override
    public List<String> text(TextTable.Style style) {
        TextTable scores =
                TextTable.of(
                        "%s: learned on %d task sets, used on %d | test | 95 %% | calls"
                                .formatted(world, learn, apply));
        for (Row row : rows)
            scores.row(
                    row.name(),
                    Texts.format("%.3f", row.test().estimate()),
                    Texts.format("%.3f-%.3f", row.test().low(), row.test().high()),
                    Texts.format("%.0f", row.calls()));
        TextTable minus = TextTable.of("learned minus | test | 95 % | ");
        for (MethodComparison one : learnedMinus) minus.row(ExperimentText.cells(one));
        List<String> lines = new ArrayList<>(scores.lines(style));
        lines.add("");
        lines.addAll(minus.lines(style));
        lines.addAll(ExpectationText.of(expectations, style));
        lines.add("");
        lines.add(Texts.simulated(null));
        if (!learnedMinus.getFirst().enoughSeeds())
            lines.add(ExperimentText.tooFew(learnedMinus.getFirst().difference().seeds()));
        return lines;
    }

    @Override
    public Page page() {
        Page page = new Page("Learning once and using often in " + world);
        page.text(text(TextTable.Style.MARKDOWN));
        page.section("Differences");
        page.picture(
                new ForestPlot(
                        "test score of the learned optimizer minus that of another row",
                        learnedMinus.stream().map(ExperimentPage::row).toList()));
        return page;
    }
}
