package metatextgrad.cli.projects;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.text.View;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.TaskCommand;
import metatextgrad.model.project.Project;
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

    /** Work on a project that adapts. Returns what to print. */
    interface Work {
        View on(Cluster cluster, Project project, Consumer<TaskCommand> commands);
    }

    /** Prints a view of a project that adapts. */
    int show(BiFunction<Cluster, Project, View> view) {
        ProjectId id = id();
        return options.show(cluster -> view.apply(cluster, ready(cluster, id)));
    }

    /** Sends commands to a project that adapts, and prints a view. */
    int send(Work work) {
        ProjectId id = id();
        return options.write(
                (cluster, client) ->
                        work.on(
                                cluster,
                                ready(cluster, id),
                                command -> client.send(List.of(command))));
    }

    /** Returns the time of a command. Records hold milliseconds. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Returns the project as it adapts.
     *
     * @throws EnvironmentProblem if intake would refuse the command
     */
    private Project ready(Cluster cluster, ProjectId id) {
        Project project =
                AdaptStates.require(cluster, ProjectsCommand.defined(cluster, id)).project();
        if (needsTruth() && !requireNonNull(project.adapt()).evidence().truth())
            throw Exit.CONFIGURATION.problem(
                    "right answers are no evidence of project %s: add `truth` to `adapt.evidence` of its file, apply it, and mtg adapt start %s",
                    id, id);
        return project;
    }
}
