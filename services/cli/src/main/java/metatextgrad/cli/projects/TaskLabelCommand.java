package metatextgrad.cli.projects;

import metatextgrad.cli.text.Prints;
import metatextgrad.model.TaskId;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a task its right answer. */
@Command(name = "label", description = "Gives a task of traffic its right answer.")
@Prints(TaskChangeView.class)
public final class TaskLabelCommand extends TrafficCommand {
    @Parameters(index = "1", paramLabel = "TASK", description = "Id of the task.")
    private String task = "";

    @Option(
            names = "--target",
            required = true,
            paramLabel = "TEXT",
            description = "The right answer.")
    private String target = "";

    @Override
    boolean needsTruth() {
        return true;
    }

    @Override
    public Integer call() {
        TaskId named = new TaskId(task);
        return send(
                (id, now) -> new TaskLabelled(id, named, target, now, by()),
                cluster -> {
                    boolean drawn = AuditCatalog.draws(cluster, id(), named);
                    return new TaskChangeView(
                            id().value(),
                            "label of task %s sent; %s"
                                    .formatted(
                                            task,
                                            drawn
                                                    ? "it counts as truth"
                                                    : "no audit drew the task, so it may only train"));
                });
    }
}
