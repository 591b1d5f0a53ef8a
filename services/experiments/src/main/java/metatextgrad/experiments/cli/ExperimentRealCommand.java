package metatextgrad.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.input.NameConverter;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.cli.text.TextTable;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.real.DataUnavailable;
import metatextgrad.experiments.real.RealStudy;
import metatextgrad.experiments.real.RowFolder;
import metatextgrad.experiments.real.RowKind;
import metatextgrad.experiments.real.SpeedProbe;
import metatextgrad.experiments.real.StudyCell;
import metatextgrad.experiments.real.StudyModels;
import metatextgrad.experiments.real.StudyTask;
import metatextgrad.experiments.real.table.RealTable;
import metatextgrad.experiments.real.tasks.StudyTasks;
import metatextgrad.experiments.record.CallFile;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills and draws the table of real models on real tasks. */
@Command(
        name = "real",
        description = {
            "Compares metaTextGrad with other optimizers on open models, at equal numbers of model calls.",
            "Serve the models with examples/real-models/serve. Each call is recorded, so a stopped start continues."
        })
@Prints({RealView.class, RealForecast.class})
final class ExperimentRealCommand implements Callable<Integer> {
    /** As many as the server of the study computes side by side. */
    private static final int IN_FLIGHT = 4;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Tasks to fill: ${COMPLETION-CANDIDATES} (default: cents,dates,sections,letters).",
            completionCandidates = TaskNames.class)
    private List<String> tasks = StudyTasks.first().stream().map(StudyTask::name).toList();

    @Option(
            names = "--row",
            paramLabel = "NAME",
            split = ",",
            converter = RowConverter.class,
            description = "Rows to fill: ${COMPLETION-CANDIDATES} (default: all).")
    private List<RowKind> rows = List.of(RowKind.values());

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds, 1 or more (default: ${DEFAULT-VALUE}).")
    private int seeds = 3;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "Most calls of a search, 1 or more (default: ${DEFAULT-VALUE}).")
    private long calls = 300;

    @Option(
            names = "--dry-run",
            description = "Only measure the speed with six calls, and print the size of each cell.")
    private boolean dryRun;

    @Option(names = "--report", description = "Only draw the table of the filled cells.")
    private boolean report;

    @Mixin private ReportOptions output = new ReportOptions();

    private final ProgressPrinter progress = new ProgressPrinter(System.err);

    static final class TaskNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        TaskNames() {
            super(StudyTasks.all().stream().map(StudyTask::name).toList());
        }
    }

    static final class RowConverter extends NameConverter<RowKind> {
        RowConverter() {
            super("row", RowKind.values(), RowKind::toString);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        if (calls < 1) throw Exit.USAGE.problem("--calls must be 1 or more");
        if (dryRun && report) throw Exit.USAGE.problem("--dry-run and --report cannot be combined");
        List<StudyTask> chosen = chosen();
        RowFolder folder = new RowFolder(results());
        if (report) return print(folder);
        List<StudyCell> cells = RealStudy.cells(chosen, rows, calls, seeds);
        List<StudyCell> open = RealStudy.open(cells, chosen, folder);
        if (open.isEmpty()) return print(folder);
        ModelEndpoint endpoint = CliSettings.namingModel("`mtg experiment real`").model();
        for (StudyTask task : chosen)
            ModelProbe.check(endpoint, StudyModels.SERVED.in(task.project()));
        try (ModelRouter model = CliSettings.client(endpoint, IN_FLIGHT)) {
            RealForecast forecast =
                    RealForecast.of(
                            open,
                            cells.size() - open.size(),
                            cell -> testRows(chosen, cell),
                            speed(model, chosen.getFirst()));
            if (dryRun) return output.printText(forecast);
            progress.accept(forecast.cost());
            fill(model, folder, open);
        } catch (IllegalStateException e) {
            throw Exit.FAILURE.problem(
                    e,
                    "the study stopped: %s; start it again, recorded calls stay",
                    e.getMessage());
        }
        return print(folder);
    }

    private void fill(ModelRouter model, RowFolder folder, List<StudyCell> open)
            throws InterruptedException {
        try (CallFile recorded = CallFile.open(cache().resolve("calls.jsonl"))) {
            progress.accept("%d calls are recorded".formatted(recorded.size()));
            new RealStudy(
                            StudyTasks.all(),
                            StudyTasks.first(),
                            model,
                            StudyModels.SERVED,
                            folder,
                            cache(),
                            recorded,
                            InstantSource.system(),
                            progress)
                    .fill(open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the table. As Markdown, it also becomes a section of a page of this checkout. */
    private int print(RowFolder folder) {
        RealView view =
                new RealView(
                        RealTable.of(
                                folder.all(), StudyTasks.first(), StudyTasks.all(), calls, seeds));
        Path checkout = checkout();
        if (output.isMarkdown() && checkout != null) {
            PageSection section = section(checkout);
            if (section.isThere()) {
                section.write(view.text(TextTable.Style.MARKDOWN));
                progress.accept(section.page() + " has the table");
            }
        }
        return output.print(view);
    }

    /** Returns the section of the page about real models. */
    static PageSection section(Path checkout) {
        return new PageSection(checkout.resolve("docs/real-models.md"), "mtg experiment real");
    }

    private @Nullable SpeedProbe speed(ModelRouter model, StudyTask task) {
        try {
            Project project = StudyModels.SERVED.in(task.project());
            return SpeedProbe.measure(
                    model, project, task.rows(cache()).test(), InstantSource.system());
        } catch (DataUnavailable e) {
            progress.accept(task.name() + ": " + e.getMessage());
            return null;
        }
    }

    private static int testRows(List<StudyTask> tasks, StudyCell cell) {
        return tasks.stream()
                .filter(task -> task.name().equals(cell.task()))
                .mapToInt(StudyTask::testRows)
                .sum();
    }

    private List<StudyTask> chosen() {
        NameConverter<StudyTask> converter =
                new NameConverter<>(
                        "task", StudyTasks.all().toArray(StudyTask[]::new), StudyTask::name) {};
        try {
            return tasks.stream().map(converter::convert).toList();
        } catch (picocli.CommandLine.TypeConversionException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the folder of the filled cells: in this checkout, where they are committed. */
    private static Path results() {
        Path checkout = checkout();
        return checkout == null
                ? cache().resolve("rows")
                : checkout.resolve("services/experiments/results/real");
    }

    private static @Nullable Path checkout() {
        String peers = System.getProperty(PeerScript.PROPERTY);
        return peers == null ? null : Path.of(peers, "..", "..", "..").normalize();
    }

    private static Path cache() {
        Map<String, String> environment = CliSettings.environment();
        String home = environment.getOrDefault("HOME", System.getProperty("java.io.tmpdir"));
        String cache = environment.getOrDefault("XDG_CACHE_HOME", home + "/.cache");
        return Path.of(cache, "metatextgrad", "real");
    }
}
