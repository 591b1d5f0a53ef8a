package metatextgrad.cli.prompts;

import java.time.Instant;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.Serving;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a version serve a share of the traffic. */
@Command(
        name = "approve",
        description =
                "Lets a version serve a share of its project's traffic. If its answers are judged worse, rollout returns the share to the champion. Shows what it replaces, and needs your confirmation.")
@Prints(ServingChangeView.class)
final class PromptsApproveCommand extends ServingCommand {
    @Parameters(paramLabel = "VERSION", description = "Its id, or the first letters.")
    private String version = "";

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of the traffic, from 0.01 to 0.5 (default: ${DEFAULT-VALUE}).")
    private double share;

    @Override
    public Integer call() {
        if (!(share >= .01 && share <= .5))
            throw Exit.USAGE.problem("--share is %s: it must be from 0.01 to 0.5", share);
        return super.call();
    }

    @Override
    ProjectId project(PromptCatalog known) {
        return known.named(version).project();
    }

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        PromptVersion one = known.named(version);
        if (one.id().equals(table.champion()))
            throw Exit.CONFIGURATION.problem("%s is already the champion", one.id());
        if (table.serving() instanceof Serving.Canary canary)
            throw Exit.CONFIGURATION.problem(
                    "%s is already the challenger: end that first, with mtg prompts promote %s or mtg prompts rollback %s",
                    canary.version(), table.project(), table.project());
        return new ChallengerApproved(
                table.project(), one.id(), share, now, table.serial(), reason(), by());
    }
}
