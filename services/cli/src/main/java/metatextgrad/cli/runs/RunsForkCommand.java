package metatextgrad.cli.runs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.RunArgument;
import metatextgrad.cli.replay.RunLogReader;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.SettingsReader;
import metatextgrad.model.RunId;
import metatextgrad.process.Exit;
import metatextgrad.replay.RunLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a run that repeats the recorded calls of another one up to a step. */
@Command(
        name = "fork",
        description = {
            "Starts a run that repeats another one up to a step, with other settings from there on.",
            "Recorded answers are used again: only calls that differ are made and billed."
        })
@Prints(ForkedRunView.class)
public final class RunsForkCommand implements Callable<Integer> {
    @Mixin private RunArgument run = new RunArgument();

    @Option(
            names = "--at",
            paramLabel = "STEP",
            required = true,
            description = "First step of the race with the new settings, from 1.")
    private int at;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting as in the project file, such as models.optimizer=gpt-4o or budget.calls=5000. Several are allowed.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--dry-run",
            description = "Only print what is repeated, and in which step new calls begin.")
    private boolean dryRun;

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        if (settings.isEmpty())
            throw Exit.USAGE.problem(
                    "a fork needs --set KEY=VALUE: without another setting it repeats the run");
        ProgressPrinter progress = new ProgressPrinter(System.err);
        SettingsReader configured = options.read();
        try (Cluster cluster = Cluster.connect(configured.settings());
                EventWriter client = cluster.client()) {
            RunId origin = run.in(cluster);
            RunLog log = RunLogReader.read(cluster, origin, progress);
            ForkPlan plan = ForkPlan.of(log, at, settings, configured.model().prices());
            String status = status(cluster, plan.request().id());
            if (status.equals("requested")) client.send(List.of(plan.request()));
            return options.print(
                    ForkedRunView.of(
                            origin,
                            plan.request(),
                            status,
                            at,
                            plan.steps(),
                            settings,
                            plan.replay()));
        }
    }

    private String status(Cluster cluster, RunId fork) {
        if (dryRun) return "dry run";
        return RunCatalog.exists(cluster, fork) ? "exists" : "requested";
    }
}
