package metatextgrad.cli.prompts;

import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.LabelCommand;
import metatextgrad.model.serving.VersionLabels;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** The base of commands that change a label. A pin refuses none of them. */
abstract class LabelChangeCommand extends ProjectServingCommand {
    @Override
    void requireUnpinned(PromptsServed table) {}

    /**
     * Returns the label.
     *
     * @throws EnvironmentProblem if users may not choose it, with exit code 2
     */
    static String checked(String label) {
        try {
            return VersionLabels.check(label);
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, "%s", e.getMessage());
        }
    }

    @Override
    ServingChange change(
            PromptCatalog known,
            PromptsServed before,
            PromptsServed after,
            RolloutCommand sent,
            boolean dryRun) {
        return LabelChangeView.of(before, (LabelCommand) sent, dryRun);
    }
}
