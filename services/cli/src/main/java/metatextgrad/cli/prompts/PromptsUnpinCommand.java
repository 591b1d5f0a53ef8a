package metatextgrad.cli.prompts;

import java.time.Instant;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;

/** Lets the champion change again. */
@Command(
        name = "unpin",
        description =
                "Lets the champion of a project change again, by commands and by the stated rule. Needs your confirmation.")
@Prints(ServingChangeView.class)
final class PromptsUnpinCommand extends ProjectServingCommand {
    @Override
    void requireUnpinned(PromptsServed table) {
        if (!table.marks().pinned())
            throw Exit.CONFIGURATION.problem("project %s is not pinned", table.project());
    }

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        return new ChampionUnpinned(table.project(), table.serial(), reason(), by());
    }
}
