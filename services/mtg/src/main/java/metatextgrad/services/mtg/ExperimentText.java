package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import metatextgrad.experiment.Comparison;
import metatextgrad.experiment.Curves;
import metatextgrad.experiment.Experiment;
import metatextgrad.experiment.Method;
import metatextgrad.experiment.Outcome;
import metatextgrad.experiment.Structures;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Tally;
import metatextgrad.statistics.CrossedBootstrap;
import org.jspecify.annotations.Nullable;

/** An experiment for people: what each method reached, what it is worth, and the verdict. */
final class ExperimentText {
    private final Experiment experiment;
    private final Grid grid;
    private final List<String> lines = new ArrayList<>();

    private ExperimentText(Experiment experiment, Grid grid) {
        this.experiment = experiment;
        this.grid = grid;
    }

    static List<String> of(Study study, Experiment experiment, Grid grid) {
        ExperimentText text = new ExperimentText(experiment, grid);
        text.methods();
        text.comparisons();
        text.curves();
        text.structures();
        text.verdict(study);
        return text.lines;
    }

    private void methods() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "method",
                        "validation",
                        "re-scored",
                        "test",
                        "95 %",
                        "calls an answer",
                        "asks of the search",
                        "program",
                        "optimizer",
                        "meta"));
        for (Method method : experiment.methods()) rows.add(row(method));
        lines.addAll(grid.rows(rows));
    }

    private List<String> row(Method method) {
        List<Outcome> outcomes = experiment.of(method);
        CrossedBootstrap test = experiment.test(method);
        return List.of(
                method.name() + (method.control() ? " (control)" : ""),
                mean(outcomes, Outcome::validation),
                mean(outcomes, Outcome::rescored),
                format("%.3f", test.estimate()),
                format("%.3f-%.3f", test.low(), test.high()),
                format("%.1f", outcomes.stream().mapToInt(Outcome::use).average().orElse(0)),
                asks(outcomes, ModelRole.values()),
                asks(outcomes, ModelRole.PROGRAM, ModelRole.JUDGE),
                asks(outcomes, ModelRole.BACKWARD, ModelRole.OPTIMIZER),
                asks(outcomes, ModelRole.META));
    }

    private static String mean(List<Outcome> outcomes, Function<Outcome, @Nullable Tally> column) {
        OptionalDouble mean =
                outcomes.stream()
                        .map(column)
                        .filter(Objects::nonNull)
                        .mapToDouble(Tally::mean)
                        .average();
        return mean.isPresent() ? format("%.3f", mean.getAsDouble()) : "-";
    }

    private static String asks(List<Outcome> outcomes, ModelRole... roles) {
        double mean =
                outcomes.stream()
                        .mapToLong(
                                one ->
                                        Arrays.stream(roles)
                                                .mapToLong(role -> one.search().of(role))
                                                .sum())
                        .average()
                        .orElse(0);
        return format("%.0f", mean);
    }

    private void comparisons() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("metatextgrad minus", "test", "95 %", ""));
        for (Comparison one : experiment.comparisons()) {
            CrossedBootstrap difference = one.difference();
            rows.add(
                    List.of(
                            one.against(),
                            format("%+.3f", difference.estimate()),
                            format("%+.3f to %+.3f", difference.low(), difference.high()),
                            one.better()
                                    ? "better"
                                    : one.worse() ? "worse" : "no difference shown"));
        }
        lines.add("");
        lines.addAll(grid.rows(rows));
    }

    /** What validation showed on the way, at equal shares of what metaTextGrad asked. */
    private void curves() {
        Curves curves = Curves.of(experiment);
        if (curves.methods().isEmpty()) return;
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("best validation score after asks"));
        curves.asks().forEach(asks -> head.add(format("%d", asks)));
        rows.add(head);
        curves.methods()
                .forEach(
                        (name, scores) -> {
                            List<String> row = new ArrayList<>(List.of(name));
                            scores.forEach(score -> row.add(format("%.3f", score)));
                            rows.add(row);
                        });
        lines.add("");
        lines.addAll(grid.rows(rows));
    }

    private void structures() {
        lines.add("");
        lines.add(Structures.of(experiment).sentence());
    }

    private void verdict(Study study) {
        if (study.models() != null)
            lines.add(
                    "The models were simulated (world %s): this shows the mechanism, and nothing about your task."
                            .formatted(study.models().world()));
        lines.add(
                switch (experiment.verdict()) {
                    case BETTER ->
                            "The meta level helped: better than restarts with as many calls, and than descriptions of another task.";
                    case EQUAL -> "No evidence that the meta level helped.";
                    case WORSE ->
                            "No evidence that the meta level helped: restarts with as many calls are better.";
                });
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
