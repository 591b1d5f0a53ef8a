package metatextgrad.cli.projects;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.text.View;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.TaskCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The base of commands to the tasks of a project's traffic. */
abstract class TrafficCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ClusterOptions options = new ClusterOptions();

    ProjectId id() {
        return new ProjectId(Inputs.id("PROJECT", project));
    }

    String by() {
        return operator.name();
    }

    /** Prints a view of a defined project. */
    int show(Function<Cluster, View> view) {
        ProjectId id = id();
        return options.show(
                cluster -> {
                    ProjectsCommand.defined(cluster, id);
                    return view.apply(cluster);
                });
    }

    /**
     * Sends a command to a defined project, and prints a view.
     *
     * @param command at this time
     */
    int send(BiFunction<ProjectId, Instant, TaskCommand> command, Function<Cluster, View> view) {
        ProjectId id = id();
        return options.write(
                (cluster, client) -> {
                    ProjectsCommand.defined(cluster, id);
                    // Records hold milliseconds.
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                    client.send(List.of(command.apply(id, now)));
                    return view.apply(cluster);
                });
    }
}
