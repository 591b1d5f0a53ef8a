package metatextgrad.cli.projects;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drops the tasks of a user. */
@Command(
        name = "forget",
        description =
                "Drops the tasks of a group, such as a user: no later window holds them. Topics keep"
                        + " them until their retention ends.")
@Prints(TaskChangeView.class)
public final class TaskForgetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Option(
            names = "--group",
            required = true,
            paramLabel = "NAME",
            description = "The group or user of the tasks.")
    private String group = "";

    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return options.write(
                (cluster, client) -> {
                    ProjectsCommand.defined(cluster, id);
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                    client.send(List.of(new GroupForgotten(id, group, now, operator.name())));
                    return new TaskChangeView(
                            id.value(),
                            "the tasks of group %s are dropped; topics keep them until their retention ends"
                                    .formatted(group));
                });
    }
}
