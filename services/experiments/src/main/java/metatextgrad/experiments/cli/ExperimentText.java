package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.CallMatch;
import metatextgrad.experiments.Curves;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.MethodComparison;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.Structures;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ScoreStats;
import metatextgrad.statistics.CrossedBootstrap;
import org.jspecify.annotations.Nullable;

/** Formats an experiment: the scores and the cost of each method, and the verdict. */
final class ExperimentText {
    private final Experiment experiment;
    private final TextTable.Style style;
    private final List<String> lines = new ArrayList<>();

    private ExperimentText(Experiment experiment, TextTable.Style style) {
        this.experiment = experiment;
        this.style = style;
    }

    static List<String> of(Study study, Experiment experiment, TextTable.Style style) {
        ExperimentText text = new ExperimentText(experiment, style);
        text.methods();
        text.comparisons(
                "against one run of each base optimizer (as the paper)",
                MethodComparison.Basis.ONE_RUN);
        text.comparisons("against the same number of calls", MethodComparison.Basis.SAME_CALLS);
        text.matches();
        text.comparisons("against other methods", MethodComparison.Basis.OTHER);
        text.curves();
        text.structures();
        text.verdict(study);
        return text.lines;
    }

    private void methods() {
        TextTable table =
                TextTable.of(
                        "method | validation | re-scored | test | 95 % | calls per answer | search requests | program | optimizer | meta");
        for (Method method : experiment.methods()) table.row(row(method));
        lines.addAll(table.lines(style));
    }

    private List<String> row(Method method) {
        List<MethodOutcome> outcomes = experiment.of(method);
        CrossedBootstrap test = experiment.test(method);
        return List.of(
                method.name() + (method.control() ? " (control)" : ""),
                mean(outcomes, MethodOutcome::validation),
                mean(outcomes, MethodOutcome::rescored),
                Texts.format("%.3f", test.estimate()),
                Texts.format("%.3f-%.3f", test.low(), test.high()),
                Texts.format(
                        "%.1f", outcomes.stream().mapToInt(MethodOutcome::use).average().orElse(0)),
                requests(outcomes, ModelRole.values()),
                requests(outcomes, ModelRole.PROGRAM, ModelRole.JUDGE),
                requests(outcomes, ModelRole.BACKWARD, ModelRole.OPTIMIZER),
                requests(outcomes, ModelRole.META));
    }

    private static String mean(
            List<MethodOutcome> outcomes, Function<MethodOutcome, @Nullable ScoreStats> column) {
        OptionalDouble mean =
                outcomes.stream()
                        .map(column)
                        .filter(Objects::nonNull)
                        .mapToDouble(ScoreStats::mean)
                        .average();
        return Texts.score(mean.isPresent() ? (Double) mean.getAsDouble() : null);
    }

    private static String requests(List<MethodOutcome> outcomes, ModelRole... roles) {
        double mean =
                outcomes.stream()
                        .mapToLong(
                                one ->
                                        Arrays.stream(roles)
                                                .mapToLong(role -> one.search().of(role))
                                                .sum())
                        .average()
                        .orElse(0);
        return Texts.format("%.0f", mean);
    }

    private void comparisons(String title, MethodComparison.Basis basis) {
        List<MethodComparison> some =
                experiment.comparisons().stream().filter(one -> one.basis() == basis).toList();
        if (some.isEmpty()) return;
        TextTable table = TextTable.of("metatextgrad minus | test | 95 % | ");
        for (MethodComparison one : some) table.row(cells(one));
        lines.add("");
        lines.add(title);
        lines.add("");
        lines.addAll(table.lines(style));
    }

    /** Returns the cells of a comparison: the other method, the difference and a verdict. */
    static List<String> cells(MethodComparison one) {
        CrossedBootstrap difference = one.difference();
        return List.of(
                one.against(),
                Texts.format("%+.3f", difference.estimate()),
                Texts.format("%+.3f to %+.3f", difference.low(), difference.high()),
                verdict(one));
    }

    /** Returns why there is no verdict, in one line. */
    static String tooFew(int seeds) {
        return "%d %s, at least %d are needed for a verdict."
                .formatted(seeds, seeds == 1 ? "seed" : "seeds", CrossedBootstrap.MIN_SEEDS);
    }

    private static String verdict(MethodComparison one) {
        if (!one.enoughSeeds()) return "-";
        return one.better() ? "better" : one.worse() ? "worse" : "no difference shown";
    }

    /** How close the cost of the controls is to that of metaTextGrad. */
    private void matches() {
        TextTable table = TextTable.of("cost against metatextgrad | calls | dollars");
        for (CallMatch match : experiment.matches())
            table.row(
                    match.method(),
                    Texts.format("%+.1f %%", 100 * (match.calls() - 1)),
                    Texts.format("%+.1f %%", 100 * (match.dollars() - 1)));
        lines.add("");
        lines.addAll(table.lines(style));
    }

    /** Validation scores during the search, at equal shares of metaTextGrad's requests. */
    private void curves() {
        Curves curves = Curves.of(experiment);
        if (curves.validation().isEmpty()) return;
        List<String> head = new ArrayList<>(List.of("best validation score after requests"));
        curves.requests().forEach(requests -> head.add("" + requests));
        TextTable table = new TextTable().row(head);
        curves.validation()
                .forEach(
                        (name, scores) -> {
                            List<String> row = new ArrayList<>(List.of(name));
                            scores.forEach(score -> row.add(Texts.score(score)));
                            table.row(row);
                        });
        lines.add("");
        lines.addAll(table.lines(style));
        if (curves.falls())
            lines.add(
                    "A curve falls where the best program is validated on all tasks after half of them.");
    }

    private void structures() {
        lines.add("");
        lines.add(Structures.of(experiment).sentence());
    }

    private void verdict(Study study) {
        if (study.models() != null) lines.add(Texts.simulated(study.models().world()));
        lines.add(
                switch (experiment.verdict()) {
                    case BETTER ->
                            "The meta level helped: better than restarts with as many calls, and than descriptions of another task.";
                    case EQUAL -> "No evidence that the meta level helped.";
                    case WORSE ->
                            "No evidence that the meta level helped: restarts with as many calls are better.";
                    case TOO_FEW_SEEDS -> tooFew(experiment.of(Method.Kind.METATEXTGRAD).size());
                });
    }
}
