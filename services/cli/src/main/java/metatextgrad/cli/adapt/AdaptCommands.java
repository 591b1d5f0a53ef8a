package metatextgrad.cli.adapt;

import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.ProjectId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adaptation to traffic: starts it, stops it, and shows what it does. */
@Command(
        name = "adapt",
        description =
                "Lets prompts and optimizers of a project adapt to its traffic: starts, stops and"
                        + " shows it.",
        subcommands = {AdaptStartCommand.class, AdaptStopCommand.class})
public final class AdaptCommands {
    @Command(
            name = "status",
            description =
                    "Shows the window, the last runs, the optimizers, the contest and the spending"
                            + " of a project that adapts.")
    @Prints(AdaptView.class)
    int status(
            @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
                    String project,
            @Mixin ClusterOptions options) {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return options.show(
                cluster -> AdaptCatalog.view(cluster, ProjectsCommand.defined(cluster, id)));
    }
}
