package metatextgrad.cli.prompts;

import java.time.Instant;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.VersionLabelled;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a version a label. */
@Command(
        name = "label",
        description =
                "Gives a version a label, by which applications may serve it. Moves the label if another version has it. Needs your confirmation.")
@Prints(LabelChangeView.class)
final class PromptsLabelCommand extends LabelChangeCommand {
    @Parameters(
            index = "1",
            paramLabel = "VERSION",
            description = "Its id or first letters, or a label.")
    private String version = "";

    @Parameters(
            index = "2",
            paramLabel = "LABEL",
            description = "Small letters, digits and `-`; not production or staging.")
    private String label = "";

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        VersionId id = known.named(table.project(), version).id();
        String name = checked(label);
        if (id.equals(table.marks().labels().get(name)))
            throw Exit.CONFIGURATION.problem("label %s names %s already", name, id);
        return new VersionLabelled(
                table.project(), id, name, now, table.marks().revision(), reason(), by());
    }
}
