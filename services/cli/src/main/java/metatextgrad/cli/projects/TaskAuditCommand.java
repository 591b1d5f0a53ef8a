package metatextgrad.cli.projects;

import metatextgrad.cli.text.Prints;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws a sample of tasks for labels, and lists those that wait for one. */
@Command(
        name = "audit",
        description =
                "Draws a share of the tasks without a right answer, before any answer to them is"
                        + " known, and lists those that wait for a label.")
@Prints(AuditView.class)
public final class TaskAuditCommand extends TrafficCommand {
    private static final double PERCENT = 100;

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description = "From now on this share is drawn, such as 1%%; 0%% ends the audit.")
    private @Nullable String rate;

    @Override
    boolean needsTruth() {
        return true;
    }

    @Override
    public Integer call() {
        if (rate == null)
            return show((cluster, project) -> new AuditCatalog(cluster, project).view());
        double share = share(rate);
        return send(
                (cluster, project, commands) -> {
                    commands.accept(new AuditSet(project.id(), share, now(), by()));
                    return new AuditCatalog(cluster, project).view();
                });
    }

    private static double share(String text) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : "";
        try {
            double share = Double.parseDouble(number) / PERCENT;
            if (share >= 0 && share <= 1) return share;
        } catch (NumberFormatException e) {
            throw Exit.USAGE.problem(e, "--rate must be a share such as 1%%, not `%s`", text);
        }
        throw Exit.USAGE.problem("--rate must be from 0%% to 100%%, not `%s`", text);
    }
}
