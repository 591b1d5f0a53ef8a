package metatextgrad.meta;

import java.util.Collection;
import java.util.List;
import metatextgrad.intake.SplitRule;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;

/** The rules for submitted optimizers, besides the checks of their form. Pure. */
public final class SubmissionRules {
    private SubmissionRules() {}

    /**
     * Returns what a submission copies from training items, one line each (METHOD §4.6). The same
     * rule applies to a model's proposal. Text from the project's own optimizers or its question
     * type is no copy.
     *
     * @param tasks the known tasks of the project, of any split
     */
    public static List<String> copies(
            OptimizerSpec spec, Project project, Collection<TaskSubmitted> tasks) {
        List<TaskSubmitted> train =
                tasks.stream()
                        .filter(task -> SplitRule.split(task, project.shares()) == Split.TRAIN)
                        .toList();
        TextRules rules =
                new TextRules(project.loop().questionType(), train, project.meta().leakTokens());
        return rules.copies(spec, project.optimizers());
    }
}
