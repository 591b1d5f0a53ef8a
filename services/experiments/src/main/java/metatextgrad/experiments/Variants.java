package metatextgrad.experiments;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;

/**
 * Variants of a project for the methods: other optimizers or other rounds, and no other change.
 * Pure.
 */
record Variants(Project project) {
    /** Keeps one base optimizer and no meta level. */
    Project only(int optimizer) {
        return only(project.optimizers().get(optimizer));
    }

    /** Keeps one optimizer, possibly of another project, and no meta level. */
    Project only(OptimizerSpec optimizer) {
        return with(List.of(optimizer), project.meta().withRounds(0, 0));
    }

    Project promptsOnly() {
        return with(
                project.optimizers(), project.meta().withRounds(project.meta().promptRounds(), 0));
    }

    Project structuresOnly() {
        return with(
                project.optimizers(),
                project.meta().withRounds(0, project.meta().structureRounds()));
    }

    /** Keeps everything but the search, which is the paper's, to its end: it has no budget. */
    Project paperSearch() {
        return with(project.optimizers(), project.meta().in(SearchMode.PAPER))
                .withBudget(Budget.NONE);
    }

    /** Keeps everything but the search, which is a race from the front over items. */
    Project pareto() {
        return with(project.optimizers(), project.meta().from(ParentRule.PARETO));
    }

    Project under(String control) {
        return with(project.optimizers(), project.meta().under(control));
    }

    private Project with(List<OptimizerSpec> optimizers, MetaSettings meta) {
        return project.withOptimizers(optimizers).withMeta(meta);
    }
}
