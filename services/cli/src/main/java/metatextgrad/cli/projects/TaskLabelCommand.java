package metatextgrad.cli.projects;

import metatextgrad.cli.text.Prints;
import metatextgrad.model.TaskId;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.process.Exit;
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
        if (task.isBlank())
            throw Exit.USAGE.problem(
                    "TASK is blank: specify the id of a task, from mtg tasks audit PROJECT");
        if (target.isBlank())
            throw Exit.USAGE.problem("--target is blank: specify the right answer");
        TaskId named = new TaskId(task);
        return send(
                (cluster, project, commands) -> {
                    boolean drawn = new AuditCatalog(cluster, project).draws(named);
                    commands.accept(new TaskLabelled(project.id(), named, target, now(), by()));
                    return new TaskChangeView(
                            project.id().value(),
                            "label of task %s sent; %s"
                                    .formatted(
                                            task,
                                            drawn
                                                    ? "it counts as truth"
                                                    : "no audit drew the task, so it may only train"));
                });
    }
}
