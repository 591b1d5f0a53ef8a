package metatextgrad.cli.prompts;

import java.time.Instant;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.Serving;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;

/** Makes the challenger the champion. */
@Command(
        name = "promote",
        description =
                "Makes the challenger the champion. The former champion keeps 5 %% of the traffic for 7 days. It takes over again if the new champion's answers are judged worse. Shows what it replaces, and needs your confirmation.")
@Prints(ServingChangeView.class)
final class PromptsPromoteCommand extends ProjectServingCommand {
    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        if (!(table.serving() instanceof Serving.Canary))
            throw Exit.CONFIGURATION.problem(
                    "project %s has no challenger: choose one with mtg prompts approve VERSION",
                    table.project());
        return new ChallengerPromoted(table.project(), now, table.serial(), reason(), by());
    }
}
