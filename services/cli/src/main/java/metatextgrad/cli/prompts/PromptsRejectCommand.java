package metatextgrad.cli.prompts;

import java.time.Instant;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ContestCatalog;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import metatextgrad.process.Exit;
import metatextgrad.view.VersionHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Rejects a version that waits for a share of the traffic. */
@Command(
        name = "reject",
        description =
                "Rejects a version that passed its contest and waits for a share of the traffic. What serves stays, and the next run starts from the champion. Needs your confirmation.")
@Prints(ServingChangeView.class)
final class PromptsRejectCommand extends ServingCommand {
    @Parameters(paramLabel = "VERSION", description = "Its id, or the first letters.")
    private String version = "";

    @Override
    ProjectId project(PromptCatalog known) {
        return known.named(version).project();
    }

    @Override
    List<GateContest> contests(Cluster cluster, PromptCatalog known, PromptsServed table) {
        PromptVersion one = known.named(version);
        if (table.serving() instanceof Serving.Canary canary)
            throw Exit.CONFIGURATION.problem(
                    "%s serves a share: end that first, with mtg prompts promote %s or mtg prompts rollback %s",
                    canary.version(), table.project(), table.project());
        List<GateContest> contests = ContestCatalog.of(cluster, table.project());
        VersionHistory history = new VersionHistory(contests, List.of());
        GateContest contest = history.contest(one.id());
        if (contest == null || !history.waits(contest))
            throw Exit.CONFIGURATION.problem(
                    "%s does not wait for a share: mtg prompts show %s %s states its stage",
                    one.id(), table.project(), one.id());
        return contests;
    }

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        return new ChallengerRejected(
                table.project(), known.named(version).id(), table.serial(), reason(), by());
    }
}
