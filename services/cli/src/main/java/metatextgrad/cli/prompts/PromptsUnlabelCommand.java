package metatextgrad.cli.prompts;

import java.time.Instant;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.LabelRemoved;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a label. */
@Command(
        name = "unlabel",
        description = "Removes a label. Its version stays. Needs your confirmation.")
@Prints(LabelChangeView.class)
final class PromptsUnlabelCommand extends LabelChangeCommand {
    @Parameters(
            index = "1",
            paramLabel = "LABEL",
            description = "Small letters, digits and `-`; not production or staging.")
    private String label = "";

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        String name = checked(label);
        if (!table.marks().labels().containsKey(name))
            throw Exit.NOT_FOUND.problem(
                    "project %s has no label %s: mtg prompts ls --project %s lists them",
                    table.project(), name, table.project());
        return new LabelRemoved(
                table.project(), name, now, table.marks().revision(), reason(), by());
    }
}
