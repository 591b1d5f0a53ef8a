package metatextgrad.meta;

import java.util.Collection;
import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Project;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
import metatextgrad.task.SplitRule;

/** What an optimizer that somebody hands in is held to, besides the checks of its form. Pure. */
public final class HandedIn {
    private HandedIn() {}

    /**
     * What it copies from training items (METHOD §4.6), one line each, as a model's proposal is
     * held to; what stands in the project's own optimizers or in its question type is no copy.
     *
     * @param tasks those known of the project, of any split
     */
    public static List<String> copies(OptimizerSpec spec, Project project, Collection<Task> tasks) {
        List<Task> train =
                tasks.stream()
                        .filter(task -> SplitRule.split(task, project.shares()) == Split.TRAIN)
                        .toList();
        TextRules rules =
                new TextRules(project.loop().questionType(), train, project.meta().leakTokens());
        return rules.copies(spec, project.optimizers());
    }
}
