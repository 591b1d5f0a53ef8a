package metatextgrad.meta;

import java.util.List;
import java.util.Optional;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.DryRun;
import metatextgrad.strategy.OptimizerRules;
import metatextgrad.strategy.Strategies;

/** The rules for submitted optimizers. Pure. */
public final class SubmissionRules {
    private SubmissionRules() {}

    /**
     * Returns why a run cannot try a submitted optimizer, in one line; empty if it can. The checks
     * are those of a model's proposal and make no model calls.
     */
    public static Optional<String> problem(RunRequested request, OptimizerSpec spec) {
        Project project = request.project();
        if (project.optimizers().contains(spec))
            return Optional.of(
                    "the run tries this optimizer already, as its own `" + spec.name() + "`");
        List<String> problems = OptimizerRules.check(spec, Strategies.names(), project.maxSteps());
        return problems.isEmpty()
                ? DryRun.check(spec, project.seed())
                : Optional.of(String.join("; ", problems));
    }

    /**
     * Returns what a submission copies from training items, one line each (METHOD §4.6). The same
     * rule applies to a model's proposal. Text from the project's own optimizers or its question
     * type is no copy.
     *
     * @param train the known train tasks of the project
     */
    public static List<String> copies(
            OptimizerSpec spec, Project project, List<TaskSubmitted> train) {
        TextRules rules =
                new TextRules(project.loop().questionType(), train, project.meta().leakTokens());
        return rules.copies(spec, project.optimizers());
    }
}
