package metatextgrad.services.mtg;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.json.TaskSet;
import metatextgrad.model.Project;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.SettingsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One run on the user's own data and model, with everything else inside this process. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything once on your data and model: OPENAI_BASE_URL, OPENAI_API_KEY or OPENAI_API_KEY_FILE.",
            "A BIG-bench file is split by position, 50/100/100; other files as their rows say, else by hash."
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--project", required = true, description = "The project's YAML file.")
    private Path project = Path.of("project.yaml");

    @Option(
            names = "--tasks",
            required = true,
            description =
                    "JSONL with input and target, a BIG-bench JSON file, or CSV with a header.")
    private Path tasks = Path.of("tasks.jsonl");

    @Option(
            names = "--skip-bad",
            description = "Leave out rows that cannot be used, and count them.")
    private boolean skipBad;

    @Option(
            names = "--optimizers",
            split = ",",
            paramLabel = "FILE",
            description = "Exported optimizers to start from, instead of the project's.")
    private List<Path> optimizers = List.of();

    @Option(
            names = "--dry-run",
            description = "Only says how many calls and tokens it may take; nothing is asked.")
    private boolean dryRun;

    @Mixin private OnceOptions once = new OnceOptions();

    @Override
    public Integer call() {
        Progress progress = new Progress(System.err);
        SettingsReader configured = Configured.read();
        Project read = OptimizerInputs.with(Inputs.project(project), optimizers);
        TaskSet set = Inputs.tasks(tasks, read, skipBad);
        Inputs.leftOut(set).forEach(progress);
        if (set.unused() > 0)
            progress.accept(set.unused() + " rows are beyond the splits and not used");
        OneRun run =
                new OneRun(read, set.tasks(), once.seed(), configured.model().prices(), progress);
        run.requireEnough();
        if (dryRun) return once.forecast(run);
        run.announceCost();
        ModelEndpoint endpoint = configured.model();
        ModelProbe.check(endpoint, read);
        return once.run(run, endpoint, null, progress);
    }
}
