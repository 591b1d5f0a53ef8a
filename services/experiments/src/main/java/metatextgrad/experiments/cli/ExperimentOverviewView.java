package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.ComparisonVerdict;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.MethodComparison;
import metatextgrad.experiments.Structures;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.report.ForestPlot;
import metatextgrad.experiments.report.Page;
import metatextgrad.model.Text;
import metatextgrad.statistics.CrossedBootstrap;

/** Several studies, a line each, and how often metaTextGrad was better. */
record ExperimentOverviewView(
        boolean simulated,
        int better,
        int equal,
        int worse,
        int tooFewSeeds,
        List<Row> studies,
        List<ExpectationResult> expectations)
        implements ReportView {
    /**
     * One study.
     *
     * @param test test score of metaTextGrad
     * @param minus the test score minus that of one run of each base optimizer, and of each control
     *     and of each requested method
     * @param ofThreeNodes how many of its programs have three nodes or more
     * @param better how many of those are better than the best program of one node
     */
    record Row(
            String study,
            double test,
            Map<String, CrossedBootstrap> minus,
            int seeds,
            int ofThreeNodes,
            int better,
            ComparisonVerdict verdict) {
        static Row of(Study study, Experiment experiment) {
            Map<String, CrossedBootstrap> minus = new LinkedHashMap<>();
            for (MethodComparison one : experiment.comparisons())
                minus.put(one.against(), one.difference());
            Structures structures = Structures.of(experiment);
            return new Row(
                    study.name(),
                    MethodComparison.mean(experiment.of(Method.Kind.METATEXTGRAD)).estimate(),
                    minus,
                    structures.seeds(),
                    structures.ofThreeNodes(),
                    structures.better(),
                    experiment.verdict());
        }

        List<String> cells() {
            List<String> cells = new ArrayList<>(List.of(study, Texts.score(test)));
            for (CrossedBootstrap one : minus.values())
                cells.add(
                        Texts.format(
                                "%+.3f [%+.3f, %+.3f]", one.estimate(), one.low(), one.high()));
            cells.add(ofThreeNodes + "/" + seeds + ", " + better);
            cells.add(Text.kebab(verdict));
            return cells;
        }
    }

    static ExperimentOverviewView of(List<Row> studies, List<ExpectationResult> expectations) {
        return new ExperimentOverviewView(
                true,
                count(studies, ComparisonVerdict.BETTER),
                count(studies, ComparisonVerdict.EQUAL),
                count(studies, ComparisonVerdict.WORSE),
                count(studies, ComparisonVerdict.TOO_FEW_SEEDS),
                List.copyOf(studies),
                expectations);
    }

    private static int count(List<Row> studies, ComparisonVerdict verdict) {
        return (int) studies.stream().filter(one -> one.verdict() == verdict).count();
    }

    @Override
    public List<String> text(TextTable.Style style) {
        List<String> head = new ArrayList<>(List.of("metatextgrad in", "test"));
        studies.getFirst().minus().keySet().forEach(method -> head.add("minus " + method));
        head.addAll(List.of("3 nodes, better", "verdict"));
        TextTable table = new TextTable().row(head);
        studies.forEach(one -> table.row(one.cells()));
        List<String> lines = new ArrayList<>(table.lines(style));
        String names =
                studies.stream()
                        .filter(one -> one.verdict() == ComparisonVerdict.WORSE)
                        .map(Row::study)
                        .collect(Collectors.joining(", "));
        lines.add("");
        lines.add(Texts.simulated(null));
        lines.add(
                "metaTextGrad was better in %d, equal in %d, worse in %d of %d%s."
                        .formatted(
                                better,
                                equal,
                                worse,
                                studies.size(),
                                names.isEmpty() ? "" : ": " + names));
        if (tooFewSeeds > 0)
            lines.add(
                    "%d have too few seeds: at least %d are needed for a verdict."
                            .formatted(tooFewSeeds, CrossedBootstrap.MIN_SEEDS));
        lines.addAll(ExpectationText.of(expectations, style));
        return lines;
    }

    @Override
    public Page page() {
        Page page = new Page("metaTextGrad in several worlds");
        page.text(text(TextTable.Style.MARKDOWN));
        List<ForestPlot.Row> rows = new ArrayList<>();
        for (Row one : studies) {
            one.minus()
                    .forEach(
                            (control, minus) ->
                                    rows.add(
                                            new ForestPlot.Row(
                                                    one.study() + ", minus " + control,
                                                    minus.estimate(),
                                                    minus.low(),
                                                    minus.high())));
        }
        page.section("Differences");
        page.picture(new ForestPlot("test score of metatextgrad minus that of a control", rows));
        return page;
    }
}
