package metatextgrad.cli.prompts;

import java.time.Instant;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Returns all traffic to one version. */
@Command(
        name = "rollback",
        description =
                "Returns all traffic: from a challenger to the champion, otherwise from the champion to the previous one. Shows what it replaces, and needs your confirmation.")
@Prints(ServingChangeView.class)
final class PromptsRollbackCommand extends ProjectServingCommand {
    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "The champion or an earlier one: its id, or the first letters.")
    private @Nullable String to;

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        VersionId target = to == null ? before(table) : named(known.named(to).id(), table);
        return new RolledBack(table.project(), target, table.serial(), reason(), by());
    }

    private static VersionId named(VersionId id, PromptsServed table) {
        boolean champion = id.equals(table.champion());
        if (champion && table.serving() instanceof Serving.Alone)
            throw Exit.CONFIGURATION.problem("%s already serves all traffic", id);
        if (!champion && !table.earlier().contains(id))
            throw Exit.CONFIGURATION.problem(
                    "%s was never champion: give it a share with mtg prompts approve", id);
        return id;
    }

    private static VersionId before(PromptsServed table) {
        return table.previous()
                .orElseThrow(
                        () ->
                                Exit.CONFIGURATION.problem(
                                        "project %s has no earlier champion: mtg prompts ls lists the served versions",
                                        table.project()));
    }
}
