package metatextgrad.embedded.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import metatextgrad.cli.ModuleCommand;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.cli.optimizers.OptimizerFiles;
import metatextgrad.cli.preflight.Preflight;
import metatextgrad.cli.runs.FinishedRunView;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.SettingsReader;
import metatextgrad.json.TaskSet;
import metatextgrad.model.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One run on the user's own tasks and model, with everything else inside this process. */
@Command(
        name = "run",
        description = {
            "Runs one optimization on your tasks and model. Kafka and all services run in this process.",
            "Set OPENAI_BASE_URL, and OPENAI_API_KEY or OPENAI_API_KEY_FILE, for the model.",
            "First the seed program answers a few training tasks, in 40 calls or fewer: a run that cannot gain stops.",
            "A BIG-bench file is split by position (50/100/100), other files by their rows or by hash."
        })
@Prints({FinishedRunView.class, RunForecaster.RunForecast.class})
public final class SingleRunCommand implements ModuleCommand, Callable<Integer> {
    @Option(
            names = "--project",
            paramLabel = "FILE",
            required = true,
            description = "The project's YAML file.")
    private Path project = Path.of("project.yaml");

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            required = true,
            description =
                    "JSONL with input and target, a BIG-bench JSON file, or CSV with a header.")
    private Path tasks = Path.of("tasks.jsonl");

    @Option(names = "--skip-bad", description = "Skip invalid rows and print the reasons.")
    private boolean skipBad;

    @Option(
            names = "--optimizers",
            split = ",",
            paramLabel = "FILE",
            description = "Start from these exported optimizers instead of the project's.")
    private List<Path> optimizers = List.of();

    @Option(
            names = "--dry-run",
            description = "Only print how many calls and tokens the run may take.")
    private boolean dryRun;

    @Mixin private SingleRunOptions once = new SingleRunOptions();

    @Override
    public Integer call() {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        SettingsReader configured = CliSettings.read();
        Project read = OptimizerFiles.with(Inputs.project(project), optimizers);
        TaskSet set = Inputs.tasks(tasks, read, skipBad);
        Inputs.leftOut(set).forEach(progress);
        ModelEndpoint endpoint = configured.model();
        SingleRun run = new SingleRun(read, set.tasks(), once.seed(), endpoint.prices(), progress);
        run.requireEnough();
        if (dryRun) {
            Preflight.withoutCalls(read, set.tasks(), endpoint).forEach(progress);
            return once.forecast(run);
        }
        run.announceCost();
        Map<String, Integer> contexts = ModelProbe.check(endpoint, read);
        Preflight.run(read, set.tasks(), endpoint, contexts, progress);
        return once.run(run, endpoint, configured.settings().deadline(), progress);
    }
}
