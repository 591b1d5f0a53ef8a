package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.MeanWithError;
import metatextgrad.experiments.OracleDescription;
import metatextgrad.experiments.OracleResult;
import metatextgrad.experiments.report.ForestPlot;
import metatextgrad.experiments.report.Page;
import metatextgrad.model.Text;
import org.jspecify.annotations.Nullable;

/**
 * The worth of descriptions in a world.
 *
 * @param trials of each optimizer with each description
 */
record OracleView(
        String world, boolean simulated, List<String> tasks, int trials, List<Optimizer> optimizers)
        implements ReportView {
    /**
     * One base optimizer.
     *
     * @param restarts the best of {@code restartTrials} trials; null with too few trials
     * @param metaLevelCanWin the ideal description beats restarts by two half widths
     */
    record Optimizer(
            String optimizer,
            List<OracleResult.Row> descriptions,
            int restartTrials,
            @Nullable MeanWithError restarts,
            @Nullable MeanWithError idealMinusRestarts,
            boolean metaLevelCanWin) {
        static Optimizer of(OracleResult result) {
            return new Optimizer(
                    result.optimizer(),
                    result.rows(),
                    result.restartTrials(),
                    result.restarts(),
                    result.idealMinusRestarts(),
                    result.metaLevelCanWin());
        }
    }

    static OracleView of(String world, List<String> tasks, int trials, List<OracleResult> results) {
        return new OracleView(
                world, true, tasks, trials, results.stream().map(Optimizer::of).toList());
    }

    @Override
    public List<String> text(TextTable.Style style) {
        TextTable table = TextTable.of("description | trials | test | error | minus base | error");
        for (Optimizer one : optimizers) {
            for (OracleResult.Row row : one.descriptions()) table.row(row(one, row));
            if (one.restarts() != null)
                table.row(
                        one.optimizer() + ", best of " + one.restartTrials(),
                        one.restarts().count(),
                        score(one.restarts()),
                        error(one.restarts()),
                        "-",
                        "-");
        }
        List<String> lines = new ArrayList<>(table.lines(style));
        lines.add("");
        optimizers.forEach(one -> lines.add(sentence(one)));
        lines.add(Texts.simulated(world));
        return lines;
    }

    @Override
    public Page page() {
        Page page = new Page("What descriptions are worth in " + world);
        page.text(text(TextTable.Style.MARKDOWN));
        List<ForestPlot.Row> rows = new ArrayList<>();
        for (Optimizer one : optimizers) {
            for (OracleResult.Row row : one.descriptions()) {
                if (row.description() != OracleDescription.BASE)
                    rows.add(
                            plotted(
                                    one.optimizer() + ", " + Text.kebab(row.description()),
                                    row.minusBase()));
            }
            if (one.idealMinusRestarts() != null)
                rows.add(plotted(one.optimizer() + ", ideal - restarts", one.idealMinusRestarts()));
        }
        page.section("Differences");
        page.paragraph(
                "Each description against the one that the optimizer has, with two standard errors on each side.");
        page.picture(new ForestPlot("difference of test scores", rows));
        return page;
    }

    private static ForestPlot.Row plotted(String name, MeanWithError value) {
        return new ForestPlot.Row(
                name,
                value.mean(),
                value.mean() - 2 * value.error(),
                value.mean() + 2 * value.error());
    }

    private static List<String> row(Optimizer one, OracleResult.Row row) {
        boolean base = row.description() == OracleDescription.BASE;
        return List.of(
                one.optimizer() + ", " + Text.kebab(row.description()),
                "" + row.test().count(),
                score(row.test()),
                error(row.test()),
                base ? "-" : Texts.format("%+.3f", row.minusBase().mean()),
                base ? "-" : error(row.minusBase()));
    }

    private static String sentence(Optimizer one) {
        if (one.idealMinusRestarts() == null)
            return "%s: too few trials for restarts, which are the best of %d"
                    .formatted(one.optimizer(), one.restartTrials());
        return Texts.format(
                "%s: ideal minus restarts %+.3f, standard error %.3f: the meta level %s",
                one.optimizer(),
                one.idealMinusRestarts().mean(),
                one.idealMinusRestarts().error(),
                one.metaLevelCanWin() ? "can win" : "is not shown to be able to win");
    }

    private static String score(MeanWithError value) {
        return Texts.format("%.3f", value.mean());
    }

    private static String error(MeanWithError value) {
        return Texts.format("%.3f", value.error());
    }
}
