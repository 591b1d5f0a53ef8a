package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.RunLineage;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.lineage.Ancestry;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.StepOperator;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * How a run came to its result, step by step.
 *
 * @param result name of the program that the run reports as its result
 * @param selectedOnTheSameData always true: steps were selected on the data that measures them
 * @param total what all steps brought together
 * @param optimizers versions from the optimizer as given to that of the result
 * @param steps accepted steps in order
 */
record LineageView(
        @JsonIgnore Ancestry ancestry,
        String run,
        String result,
        boolean selectedOnTheSameData,
        PairedDifference total,
        List<OptimizerStep> optimizers,
        List<Step> steps)
        implements View {
    /** A version of the optimizer on the way to the result. */
    record OptimizerStep(
            String id,
            String name,
            Verdict verdict,
            @Nullable Double score,
            double baselineScore,
            @Nullable String exampleTask,
            String taskDescription,
            Cost cost) {
        static OptimizerStep of(OptimizerVersion version) {
            return new OptimizerStep(
                    version.key(),
                    version.spec().name(),
                    version.verdict(),
                    version.score(),
                    version.against(),
                    Texts.orNull(version.drawn()),
                    version.spec().taskDescription(),
                    version.cost());
        }
    }

    /**
     * An accepted step.
     *
     * @param operator revise, inject, consolidate, ablate or merge
     * @param patterns the failures that the request showed, the most frequent first
     */
    record Step(
            int step,
            String operator,
            List<StepOperator.Pattern> patterns,
            String parent,
            String programId,
            List<String> tasks,
            PairedDifference difference,
            Cost cost,
            List<Critique> critiques,
            JsonNode program,
            List<String> diff) {
        static Step of(Ancestry.Step step) {
            StepOperator operator = step.operator();
            return new Step(
                    step.number(),
                    operator == null ? "merge" : Text.lower(operator.kind()),
                    operator == null ? List.of() : operator.patterns(),
                    step.from().value(),
                    step.after().id().value(),
                    step.tasks().stream().map(TaskId::value).toList(),
                    step.gain(),
                    step.cost(),
                    step.critiques().stream()
                            .map(
                                    one ->
                                            new Critique(
                                                    one.task().value(),
                                                    one.gradient().variable(),
                                                    one.gradient().text()))
                            .toList(),
                    ViewJson.program(step.after()),
                    LineageText.change(step));
        }
    }

    /** Criticism of one variable on one train task. */
    record Critique(String task, String variable, String text) {}

    /**
     * Returns the lineage of this run's result.
     *
     * @throws EnvironmentProblem if the run is unknown, has no result yet, or its steps have
     *     expired
     */
    static LineageView of(Cluster cluster, RunId run) {
        return of(run, RunLineage.of(cluster, run).ancestry());
    }

    static LineageView of(RunId run, Ancestry ancestry) {
        return new LineageView(
                ancestry,
                run.value(),
                ancestry.line().name(),
                true,
                ancestry.total(),
                ancestry.optimizers().stream().map(OptimizerStep::of).toList(),
                ancestry.steps().stream().map(Step::of).toList());
    }

    @Override
    public List<String> text() {
        return LineageText.of(ancestry);
    }
}
