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
import metatextgrad.model.TaskId;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a task its right answer. */
@Command(name = "label", description = "Gives a task of traffic its right answer.")
@Prints(TaskChangeView.class)
public final class TaskLabelCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "Id of the task.")
    private String task = "";

    @Option(
            names = "--target",
            required = true,
            paramLabel = "TEXT",
            description = "The right answer.")
    private String target = "";

    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return options.write(
                (cluster, client) -> {
                    ProjectsCommand.defined(cluster, id);
                    TaskId named = new TaskId(task);
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                    client.send(List.of(new TaskLabelled(id, named, target, now, operator.name())));
                    AuditSet audit = AuditCatalog.audit(cluster, id);
                    boolean drawn = audit != null && audit.draws(named);
                    return new TaskChangeView(
                            id.value(),
                            "label of task %s sent; %s"
                                    .formatted(
                                            task,
                                            drawn
                                                    ? "it counts as truth"
                                                    : "no audit drew the task, so it may only train"));
                });
    }
}
