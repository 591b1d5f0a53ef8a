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
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a sample of tasks for labels, and lists those that wait for one. */
@Command(
        name = "audit",
        description =
                "Draws a share of the tasks without a right answer, before any answer to them is"
                        + " known, and lists those that wait for a label.")
@Prints(AuditView.class)
public final class TaskAuditCommand implements Callable<Integer> {
    private static final double PERCENT = 100;

    @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description = "From now on this share is drawn, such as 1%%; 0%% ends the audit.")
    private @Nullable String rate;

    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        if (rate == null)
            return options.show(
                    cluster -> {
                        ProjectsCommand.defined(cluster, id);
                        return AuditCatalog.view(cluster, id);
                    });
        double share = share(rate);
        return options.write(
                (cluster, client) -> {
                    ProjectsCommand.defined(cluster, id);
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                    client.send(List.of(new AuditSet(id, share, now, operator.name())));
                    return AuditCatalog.view(cluster, id);
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
