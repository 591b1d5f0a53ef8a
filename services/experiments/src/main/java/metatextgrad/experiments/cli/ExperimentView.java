package metatextgrad.experiments.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.CallMatch;
import metatextgrad.experiments.ComparisonVerdict;
import metatextgrad.experiments.Curves;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.MethodComparison;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.Structures;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.report.Page;
import metatextgrad.model.ModelRole;
import metatextgrad.statistics.CrossedBootstrap;
import org.jspecify.annotations.Nullable;

/**
 * The result of an experiment, seed by seed. Equal results give equal bytes.
 *
 * @param world of the simulated models; null for a real model
 * @param metatextgradMinus test score of metaTextGrad minus that of each other method
 * @param controlCost cost of each control for each unit of the cost of metaTextGrad
 */
record ExperimentView(
        @JsonIgnore Study of,
        @JsonIgnore Experiment experiment,
        String project,
        @Nullable String world,
        boolean simulated,
        List<MethodView> methods,
        List<MethodComparison> metatextgradMinus,
        List<CallMatch> controlCost,
        Curves curve,
        Structures structures,
        ComparisonVerdict verdict,
        List<ExpectationResult> expectations)
        implements ReportView {
    /** One method; {@code test} is over seeds and items. */
    record MethodView(String name, boolean control, CrossedBootstrap test, List<Seed> seeds) {
        static MethodView of(Experiment experiment, Method method) {
            return new MethodView(
                    method.name(),
                    method.control(),
                    experiment.test(method),
                    experiment.of(method).stream().map(Seed::of).toList());
        }
    }

    /**
     * The outcome of one seed.
     *
     * @param requests of the search, by model role
     */
    record Seed(
            @Nullable Double validation,
            @Nullable Double rescored,
            double test,
            int items,
            String program,
            int nodes,
            int callsPerAnswer,
            Map<ModelRole, Long> requests) {
        static Seed of(MethodOutcome outcome) {
            return new Seed(
                    Texts.mean(outcome.validation()),
                    Texts.mean(outcome.rescored()),
                    MethodOutcome.mean(outcome.test()),
                    (int) outcome.test().stream().filter(item -> item.score().counts()).count(),
                    outcome.program().id().value(),
                    outcome.program().nodes().size(),
                    outcome.use(),
                    outcome.search().requests());
        }
    }

    static ExperimentView of(
            Study study, Experiment experiment, List<ExpectationResult> expectations) {
        return new ExperimentView(
                study,
                experiment,
                study.project().id().value(),
                study.models() == null ? null : study.models().world(),
                study.models() != null,
                experiment.methods().stream()
                        .map(method -> MethodView.of(experiment, method))
                        .toList(),
                experiment.comparisons(),
                experiment.matches(),
                Curves.of(experiment),
                Structures.of(experiment),
                experiment.verdict(),
                expectations);
    }

    @Override
    public List<String> text(TextTable.Style style) {
        List<String> lines = new ArrayList<>(ExperimentText.of(of, experiment, style));
        lines.addAll(ExpectationText.of(expectations, style));
        return lines;
    }

    @Override
    public Page page() {
        return ExperimentPage.of(of.name(), text(TextTable.Style.MARKDOWN), experiment);
    }
}
