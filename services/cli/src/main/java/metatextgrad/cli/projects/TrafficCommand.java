package metatextgrad.cli.projects;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.text.View;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.TaskCommand;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
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

    /** Whether the command is about right answers, which must be evidence of the project. */
    abstract boolean needsTruth();

    /** Prints a view of a project that adapts. */
    int show(Function<Cluster, View> view) {
        ProjectId id = id();
        return options.show(
                cluster -> {
                    requireReady(cluster, id);
                    return view.apply(cluster);
                });
    }

    /**
     * @throws EnvironmentProblem if intake would refuse the command
     */
    private void requireReady(Cluster cluster, ProjectId id) {
        AdaptState state = AdaptStates.require(cluster, ProjectsCommand.defined(cluster, id));
        if (needsTruth() && !requireNonNull(state.project().adapt()).evidence().truth())
            throw Exit.CONFIGURATION.problem(
                    "right answers are no evidence of project %s: add `truth` to `adapt.evidence` of its file, apply it, and mtg adapt start %s",
                    id, id);
    }

    /**
     * Sends a command to a project that adapts, and prints a view.
     *
     * @param command at this time
     */
    int send(BiFunction<ProjectId, Instant, TaskCommand> command, Function<Cluster, View> view) {
        ProjectId id = id();
        return options.write(
                (cluster, client) -> {
                    requireReady(cluster, id);
                    // Records hold milliseconds.
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                    client.send(List.of(command.apply(id, now)));
                    return view.apply(cluster);
                });
    }
}
