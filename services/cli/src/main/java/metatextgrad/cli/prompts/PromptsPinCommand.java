package metatextgrad.cli.prompts;

import java.time.Instant;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps the champion. */
@Command(
        name = "pin",
        description =
                "Keeps the champion: no rule and no command changes it until you unpin it. All traffic returns to it. Shows what it replaces, and needs your confirmation.")
@Prints(ServingChangeView.class)
final class PromptsPinCommand extends ProjectServingCommand {
    @Parameters(
            index = "1",
            paramLabel = "VERSION",
            description = "Its id or first letters, or a label.")
    private String version = "";

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        PromptVersion one = known.named(table.project(), version);
        if (!one.id().equals(table.champion()))
            throw Exit.CONFIGURATION.problem(
                    "%s is not the champion: only %s can be pinned now (see mtg prompts approve and promote)",
                    one.id(), table.champion());
        return new ChampionPinned(table.project(), one.id(), table.serial(), reason(), by());
    }
}
