package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import metatextgrad.experiments.Curves;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.MethodComparison;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.experiments.report.CurveChart;
import metatextgrad.experiments.report.ForestPlot;
import metatextgrad.experiments.report.Page;
import metatextgrad.statistics.CrossedBootstrap;

/** The page about one experiment: tables, differences, curves, and a lineage. */
final class ExperimentPage {
    private static final String WORDS =
            "Restarts are the best of several runs without a meta level, with as many calls. Placebo has descriptions about something else, random-structure has structures drawn at random. A verdict of better needs intervals above 0 against restarts and against placebo.";

    private ExperimentPage() {}

    static Page of(String name, List<String> text, Experiment experiment) {
        Page page = new Page("metaTextGrad and its controls in " + name);
        CrossedBootstrap test = experiment.test(experiment.method(Method.Kind.METATEXTGRAD));
        page.paragraph(
                "%d %s, %d test tasks each. Intervals are of 95 %% and hold for other seeds and other tasks. "
                                .formatted(
                                        test.seeds(),
                                        test.seeds() == 1 ? "seed" : "seeds",
                                        test.items())
                        + WORDS);
        page.text(text);
        page.section("Differences");
        page.picture(
                new ForestPlot(
                        "test score of metatextgrad minus that of another method",
                        experiment.comparisons().stream().map(ExperimentPage::row).toList()));
        curves(page, experiment);
        lineage(page, experiment.of(Method.Kind.METATEXTGRAD).getFirst());
        return page;
    }

    static ForestPlot.Row row(MethodComparison comparison) {
        CrossedBootstrap minus = comparison.difference();
        return new ForestPlot.Row(
                comparison.against(), minus.estimate(), minus.low(), minus.high());
    }

    private static void curves(Page page, Experiment experiment) {
        List<Long> requests = Curves.of(experiment).requests();
        List<CurveChart.Series> series = new ArrayList<>();
        for (Method method : experiment.methods()) {
            List<MethodOutcome> outcomes = experiment.of(method);
            if (outcomes.getFirst().curve().isEmpty()) continue;
            series.add(
                    new CurveChart.Series(
                            method.name(),
                            requests.stream()
                                    .map(at -> point(outcomes, at))
                                    .filter(point -> !Double.isNaN(point.y()))
                                    .toList()));
        }
        page.section("Best validation score against requests");
        page.paragraph(
                "The score of the selection, so it is too high. Bands go from the lowest to the highest seed.");
        page.picture(new CurveChart("requests", "validation score", series));
    }

    private static CurveChart.Point point(List<MethodOutcome> outcomes, long requests) {
        double[] scores = Curves.perSeed(outcomes, requests);
        return new CurveChart.Point(
                requests,
                Arrays.stream(scores).average().orElseThrow(),
                Arrays.stream(scores).min().orElse(0),
                Arrays.stream(scores).max().orElse(0));
    }

    private static void lineage(Page page, MethodOutcome outcome) {
        SearchPath path = outcome.path();
        if (path == null) return;
        page.section("Lineage of the programs, seed " + path.seed());
        page.paragraph(
                "Each box is a program with its validation score; its prompt shows when the pointer rests on it. A program can be scored twice: on half of the tasks, then on all.");
        page.picture(Lineages.tree(path));
        page.details("The prompts of the result", Lineages.text(outcome.program()));
    }
}
