package metatextgrad.cli.adapt;

import java.util.Comparator;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.ContestCatalog;
import metatextgrad.cli.cluster.TrafficCounts;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The contests of a project that adapts. */
@Command(name = "gate", description = "Plans the contests of a project that adapts.")
public final class GateCommands {
    @Command(
            name = "plan",
            description =
                    "Shows how many tasks and days the next contest needs, for gains of 3, 5 and 10 points. Simulates the rule of the gate with the project's settings and traffic.")
    @Prints(GatePlanView.class)
    int plan(
            @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
                    String project,
            @Mixin ClusterOptions options) {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return options.show(cluster -> view(cluster, ProjectsCommand.defined(cluster, id)));
    }

    private static GatePlanView view(Cluster cluster, Project project) {
        if (project.adapt() == null)
            throw Exit.CONFIGURATION.problem(
                    "project %s has no `adapt`, so it has no gate: add `adapt` to its file and apply it",
                    project.id());
        if (!project.adapt().evidence().truth())
            throw Exit.CONFIGURATION.problem(
                    "project %s has no gate: `adapt.evidence` lacks `truth`, so what a run finds has no contest",
                    project.id());
        List<GateContest> contests = ContestCatalog.of(cluster, project.id());
        PromptsServed table =
                cluster.latest(
                                Topics.PROMPTS,
                                PromptsServed.class,
                                PromptsServed::key,
                                PromptsServed::serial)
                        .get(project.id().value());
        return GatePlanView.of(
                project, contests, last(contests), table, TrafficCounts.of(cluster, project.id()));
    }

    private static @Nullable GateContest last(List<GateContest> contests) {
        return contests.stream().max(Comparator.comparing(GateContest::serial)).orElse(null);
    }
}
