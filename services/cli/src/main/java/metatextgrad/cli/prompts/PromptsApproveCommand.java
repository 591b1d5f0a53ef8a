package metatextgrad.cli.prompts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.rollout.ApprovalRule;
import org.jspecify.annotations.Nullable;
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
            description =
                    "Share of the traffic, from 0.01 to 0.5 (default: canary.share of a project that adapts, else 0.1).")
    private @Nullable Double share;

    @Override
    public Integer call() {
        if (share != null && !(share >= .01 && share <= .5))
            throw Exit.USAGE.problem("--share is %s: it must be from 0.01 to 0.5", share);
        return super.call();
    }

    @Override
    ProjectId project(PromptCatalog known) {
        return known.named(version).project();
    }

    @Override
    void require(Cluster cluster, PromptCatalog known, PromptsServed table, Instant now) {
        AdaptState state = AdaptStates.find(cluster, table.project());
        Project adapting = state == null ? null : state.project();
        share = ApprovalRule.share(share, adapting);
        requireFree(table, known.named(version), adapting, answers(cluster, table), now);
    }

    @Override
    RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now) {
        return new ChallengerApproved(
                table.project(),
                known.named(version).id(),
                requireNonNull(share),
                now,
                table.serial(),
                reason(),
                by());
    }

    /**
     * Refuses what rollout refuses too.
     *
     * @param adapting the project as it adapts; null if it does not
     * @param answers judged ones of both versions that serve
     * @throws EnvironmentProblem if the version may not serve a share now
     */
    static void requireFree(
            PromptsServed table,
            PromptVersion one,
            @Nullable Project adapting,
            int answers,
            Instant now) {
        if (one.id().equals(table.champion()))
            throw Exit.CONFIGURATION.problem("%s is already the champion", one.id());
        if (table.serving() instanceof Serving.Canary canary)
            throw Exit.CONFIGURATION.problem(
                    "%s is already the challenger: end that first, with mtg prompts promote %s or mtg prompts rollback %s",
                    canary.version(), table.project(), table.project());
        ApprovalRule.problem(table, one, adapting, answers, now)
                .ifPresent(
                        problem -> {
                            throw Exit.CONFIGURATION.problem("%s", problem);
                        });
    }

    private static int answers(Cluster cluster, PromptsServed table) {
        if (!(table.serving() instanceof Serving.Holdback)) return 0;
        return answers(LiveComparison.of(cluster, table, new ProgressPrinter(System.err)));
    }

    /** If there are more records than the command reads, rollout alone decides. */
    static int answers(@Nullable LiveComparison live) {
        if (live == null) return 0;
        return live.partial() ? ApprovalRule.ENOUGH : live.championAnswers() + live.otherAnswers();
    }
}
