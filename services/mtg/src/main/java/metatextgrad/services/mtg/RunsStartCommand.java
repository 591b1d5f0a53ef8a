package metatextgrad.services.mtg;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.json.ProjectJson;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Prices;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.Task;
import metatextgrad.services.mtg.EventReader.Stamped;
import metatextgrad.streams.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a run. The same project on the same tasks with the same seed is the same run. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts a run on a set of tasks that is in; prints its id.")
final class RunsStartCommand implements Callable<Integer> {
    private static final int HASH_LETTERS = 8;

    @Option(names = "--project", required = true, description = "A defined project.")
    private String project = "";

    @Option(names = "--set", required = true, description = "The set, as the tasks name it.")
    private String set = "";

    @Option(names = "--items", description = "Wait until this many tasks of the set are in.")
    private @Nullable Integer items;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--optimizers",
            defaultValue = StartOptimizers.ADOPTED,
            description =
                    "adopted: the project's, in their last adopted versions, and those handed in;"
                            + " base: as the project file has them; or ids (default:"
                            + " ${DEFAULT-VALUE}).")
    private String optimizers = StartOptimizers.ADOPTED;

    @Option(
            names = "--dry-run",
            description = "Only says how many calls and tokens it may take; nothing is asked.")
    private boolean dryRun;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output = Output.table;

    @Override
    public Integer call() {
        Progress progress = new Progress(System.err);
        ProjectId id = new ProjectId(Inputs.id("--project", project));
        Inputs.id("--set", set);
        if (items != null && items < 1)
            throw Exit.USAGE.problem("--items is %d; it must be at least 1", items);
        SettingsReader configured = Configured.read();
        Prices prices = configured.model().prices();
        try (Cluster cluster = Cluster.connect(configured.settings());
                LoopClient client = cluster.client()) {
            Project defined = ProjectsCommand.defined(cluster, id);
            Collection<Task> tasks =
                    new SetInbox(defined.id(), set)
                            .read(cluster, items == null ? 0 : items, progress);
            StartOptimizers start =
                    StartOptimizers.of(optimizers, defined, KnownOptimizers.of(cluster));
            if (dryRun) {
                progress.accept(start.announcement());
                return forecast(RunSize.of(start.project(), tasks), prices);
            }
            RunRequest request = request(start, tasks, prices);
            boolean isNew = !KnownRuns.exists(cluster, request.id());
            if (isNew) {
                RunSize size = RunSize.of(request.project(), tasks);
                size.requireEnough();
                size.requireBudget(prices);
                progress.accept(start.announcement());
                size.forecast(prices).forEach(progress);
                client.send(List.of(request));
            } else {
                progress.accept(
                        exists(
                                request.id(),
                                KnownRuns.state(cluster, request.id())
                                        .map(Stamped::event)
                                        .orElse(null)));
            }
            Printed.started(request, isNew, output);
        }
        return Exit.OK.code();
    }

    private int forecast(RunSize size, Prices prices) {
        size.requireEnough();
        size.requireBudget(prices);
        Printed.forecast(size, prices, output);
        return Exit.OK.code();
    }

    /** A run that failed stays so: whoever starts it again must learn what would help. */
    static String exists(RunId run, @Nullable RunState state) {
        if (state != null
                && (state.status() == RunState.Status.FAILED
                        || state.status() == RunState.Status.CANCELLED))
            return "run %s exists already and %s: %s; --seed N with another number starts anew and reuses the answers recorded so far"
                    .formatted(
                            run,
                            state.status() == RunState.Status.FAILED ? "failed" : "was cancelled",
                            state.reason());
        return "run %s exists already: watch it with mtg runs watch %s; another --seed makes another run"
                .formatted(run, run);
    }

    private RunRequest request(StartOptimizers start, Collection<Task> tasks, Prices prices) {
        Project defined = start.defined();
        SnapshotSpec snapshot =
                new SnapshotSpec(
                        defined.id(),
                        set,
                        tasks.size(),
                        SnapshotSpec.hash(tasks.stream().map(Task::id).toList()),
                        defined.shares());
        return new RunRequest(
                id(defined, snapshot, seed, start.id()),
                start.project(),
                snapshot,
                seed,
                start.versions(),
                RunSize.of(start.project(), tasks).sizes(),
                prices.only(start.project().loop().modelNames()));
    }

    /**
     * Another definition of the project is another run, as other tasks, another seed or another
     * choice of optimizers are.
     */
    static RunId id(Project project, SnapshotSpec snapshot, long seed, String optimizers) {
        String json = ProjectJson.write(project);
        String hash =
                optimizers.isEmpty()
                        ? ContentHash.of("run", json, snapshot.id())
                        : ContentHash.of("run", json, snapshot.id(), optimizers);
        return new RunId(
                "run-%s-%s-%d".formatted(project.id(), hash.substring(0, HASH_LETTERS), seed));
    }
}
