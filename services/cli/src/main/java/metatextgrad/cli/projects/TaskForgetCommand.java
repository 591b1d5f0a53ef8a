package metatextgrad.cli.projects;

import metatextgrad.cli.text.Prints;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops the tasks of a user. */
@Command(
        name = "forget",
        description =
                "Drops the tasks of a group, such as a user, that have arrived: no later window holds"
                        + " them. Topics keep them until their retention ends. Lists the versions of"
                        + " prompts that quote the group.")
@Prints(ForgottenGroupView.class)
public final class TaskForgetCommand extends TrafficCommand {
    @Option(
            names = "--group",
            required = true,
            paramLabel = "NAME",
            description = "The group or user of the tasks.")
    private String group = "";

    @Override
    boolean needsTruth() {
        return false;
    }

    @Override
    public Integer call() {
        if (group.isBlank())
            throw Exit.USAGE.problem("--group is blank: specify the group or user of the tasks");
        return send(
                (cluster, project, commands) -> {
                    commands.accept(new GroupForgotten(project.id(), group, now(), by()));
                    return QuotingVersions.view(
                            cluster,
                            project,
                            group,
                            "sent: intake drops the tasks of group %s that have arrived, if there are any; topics keep them until their retention ends"
                                    .formatted(group));
                });
    }
}
