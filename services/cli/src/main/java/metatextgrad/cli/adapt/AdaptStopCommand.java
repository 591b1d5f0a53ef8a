package metatextgrad.cli.adapt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops the adaptation of a project. */
@Command(
        name = "stop",
        description =
                "Starts no further run of a project by itself. A run that has begun ends; mtg runs"
                        + " cancel ends it at once.")
@Prints(AdaptView.class)
final class AdaptStopCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return options.write(
                (cluster, client) -> {
                    Project defined = ProjectsCommand.defined(cluster, id);
                    AdaptState known = AdaptStates.require(cluster, defined);
                    client.send(
                            List.of(
                                    new AdaptStopped(
                                            id,
                                            Instant.now().truncatedTo(ChronoUnit.MILLIS),
                                            operator.name())));
                    // meta writes no state for a project that was stopped before.
                    return known.on()
                            ? AdaptCatalog.view(cluster, defined, known, state -> !state.on())
                            : AdaptCatalog.view(cluster, defined);
                });
    }
}
