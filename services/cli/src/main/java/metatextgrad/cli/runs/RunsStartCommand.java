package metatextgrad.cli.runs;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.budget.BudgetCatalog;
import metatextgrad.cli.budget.BudgetCommand;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.TaskSetReader;
import metatextgrad.cli.optimizers.OptimizerCatalog;
import metatextgrad.cli.optimizers.OptimizerSelection;
import metatextgrad.cli.preflight.Preflight;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.projects.TaskSetsView;
import metatextgrad.cli.text.HoldReasonFormatter;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.SettingsReader;
import metatextgrad.json.Json;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a run. The same project, tasks and seed name the same run. */
@Command(name = "start", description = "Starts a run on a set of imported tasks. Prints its id.")
@Prints({RequestedRunView.class, RunForecaster.RunForecast.class})
public final class RunsStartCommand implements Callable<Integer> {
    private static final int HASH_LETTERS = 8;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            required = true,
            description = "A defined project.")
    private String project = "";

    @Option(
            names = "--set",
            paramLabel = "NAME",
            required = true,
            description = "Name of a set of tasks.")
    private String set = "";

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "Wait until the set has this many tasks (default: do not wait).")
    private @Nullable Integer count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--optimizers",
            paramLabel = "NAMES",
            description =
                    "Optimizers to start from: `adopted` (the last adopted versions of the project's optimizers, and submitted ones), `base` (the optimizers of the project file), or a list of ids (default: ${DEFAULT-VALUE}).")
    private String optimizers = OptimizerSelection.ADOPTED;

    @Option(
            names = "--dry-run",
            description = "Only print how many calls and tokens the run may take.")
    private boolean dryRun;

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        ProjectId id = new ProjectId(Inputs.id("--project", project));
        Inputs.id("--set", set);
        if (count != null && count < 1)
            throw Exit.USAGE.problem("--tasks is %d; it must be at least 1", count);
        SettingsReader configured = options.read();
        try (Cluster cluster = Cluster.connect(configured.settings());
                EventWriter client = cluster.client()) {
            Project defined = ProjectsCommand.defined(cluster, id);
            TaskSetReader inbox = new TaskSetReader(defined.id(), set);
            // Before the tasks are read: of those that arrive meanwhile none is missing.
            int counted = TaskSetsView.count(cluster, defined.id(), set);
            List<TaskSubmitted> tasks =
                    inbox.read(cluster, count == null ? 0 : count, counted, progress);
            OptimizerSelection start =
                    OptimizerSelection.of(optimizers, defined, OptimizerCatalog.of(cluster));
            RunForecaster size = RunForecaster.of(start.project(), tasks);
            Prices prices = configured.model().prices();
            RunRequested request = request(start, tasks, size, prices);
            if (dryRun || !RunCatalog.exists(cluster, request.id())) {
                size.requireEnough();
                size.requireBudget(prices);
                progress.accept(start.announcement());
                Preflight.withoutCalls(start.project(), tasks, configured.model())
                        .forEach(progress);
                if (dryRun) return options.print(size.forecast(prices));
                size.forecast(prices).text().forEach(progress);
                BlockReason blocked = BudgetCatalog.of(cluster).blocked(id, BudgetCommand.today());
                if (blocked != null) progress.accept(waits(blocked));
                client.send(List.of(request));
                return options.print(started(request, RunHead.REQUESTED));
            }
            progress.accept(exists(request.id(), RunCatalog.last(cluster, request.id())));
            return options.print(started(request, "exists"));
        }
    }

    /** Returns a view whose text is the id alone, for scripts that watch the run. */
    private static RequestedRunView started(RunRequested request, String status) {
        return RequestedRunView.of(request, status, request.id().value());
    }

    /** Returns what to do instead: starting a failed run again does not help. */
    static String exists(RunId run, @Nullable RunState state) {
        if (state != null
                && (state.status() == RunState.Status.FAILED
                        || state.status() == RunState.Status.CANCELLED))
            return "run %s already exists and %s: %s; use another --seed to start a new run that reuses the recorded answers"
                    .formatted(
                            run,
                            state.status() == RunState.Status.FAILED ? "failed" : "was cancelled",
                            state.reason());
        return "run %s already exists: watch it with mtg runs watch %s; use another --seed to start a new run"
                .formatted(run, run);
    }

    static String waits(BlockReason blocked) {
        return "the run will wait, because " + HoldReasonFormatter.of(blocked);
    }

    private RunRequested request(
            OptimizerSelection start,
            List<TaskSubmitted> tasks,
            RunForecaster size,
            Prices prices) {
        Project defined = start.defined();
        SnapshotSpec snapshot = SnapshotSpec.of(defined, tasks);
        return new RunRequested(
                id(defined, snapshot, seed, start.id()),
                start.project(),
                snapshot,
                seed,
                start.versions(),
                size.sizes(),
                prices.only(start.project().loop().modelNames()));
    }

    /** Returns an id that differs by project definition, tasks, seed and optimizers. */
    public static RunId id(Project project, SnapshotSpec snapshot, long seed, String optimizers) {
        String json = Json.write(project);
        String hash =
                optimizers.isEmpty()
                        ? ContentHash.of("run", json, snapshot.id())
                        : ContentHash.of("run", json, snapshot.id(), optimizers);
        return new RunId(
                "run-%s-%s-%d".formatted(project.id(), hash.substring(0, HASH_LETTERS), seed));
    }
}
