package metatextgrad.cli.eval;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import metatextgrad.candidate.CallCount;
import metatextgrad.cli.budget.CostEstimate;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ConnectionOptions;
import metatextgrad.cli.cluster.RetryingModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.json.TaskSet;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.serving.VersionLabels;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.optimizer.StepCalls;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the prompt of a project file with the served one, for the checks of a pull request. */
@Command(
        name = "run",
        description = {
            "Scores the prompt of a project file and the served one on the same tasks, and compares them task by task.",
            "Set OPENAI_BASE_URL, and OPENAI_API_KEY or OPENAI_API_KEY_FILE, for the model."
        })
@Prints(EvalReport.class)
public final class EvalRunCommand implements Callable<Integer> {
    /** The most tasks that are scored at a time. */
    private static final int MOST_IN_FLIGHT = 16;

    @Option(
            names = "--project",
            paramLabel = "FILE",
            required = true,
            description = "The project's YAML file. Its models and evaluator score both prompts.")
    private Path project = Path.of("project.yaml");

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            required = true,
            description = "JSONL, BIG-bench JSON or CSV. All tasks are used, of all splits.")
    private Path tasks = Path.of("tasks.jsonl");

    @Option(
            names = "--baseline",
            paramLabel = "VERSION",
            description =
                    "What to compare with: a label, or a version's id or first letters (default: ${DEFAULT-VALUE}).")
    private String baseline = VersionLabels.PRODUCTION;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description =
                    "Take the baseline from this file, without Kafka: JSON of mtg prompts get or of the gateway, or another project file.")
    private @Nullable Path prompts;

    @Option(
            names = "--fail-below",
            paramLabel = "BOUND",
            description =
                    "End with exit code 4 if the 95 %% interval of the difference reaches below this bound, from -1 to 1, such as -0.02.")
    private @Nullable Double failBelow;

    @Option(names = "--skip-bad", description = "Skip invalid rows and print the reasons.")
    private boolean skipBad;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private EvalOutput output = new EvalOutput();

    @Override
    public Integer call() {
        if (failBelow != null && !(failBelow >= -1 && failBelow <= 1))
            throw Exit.USAGE.problem(
                    "--fail-below is %s; it must be between -1 and 1, such as -0.02", failBelow);
        if (baseline.isBlank()) throw Exit.USAGE.problem("--baseline must not be blank");
        ProgressPrinter progress = new ProgressPrinter(System.err);
        Project read = Inputs.project(project);
        TaskSet set = Inputs.allTasks(tasks, read, skipBad);
        Inputs.leftOut(set).forEach(progress);
        EvalBaseline other = other(read);
        EvalReport report = report(read, other, set.tasks(), progress);
        output.print(report);
        return report.passed() ? Exit.OK.code() : Exit.BELOW_BOUND.code();
    }

    private EvalBaseline other(Project read) {
        if (prompts != null) return EvalBaseline.in(prompts, read.id(), baseline);
        try (Cluster cluster = connection.connect()) {
            return EvalBaseline.of(cluster, read.id(), baseline);
        }
    }

    private EvalReport report(
            Project read, EvalBaseline other, List<TaskSubmitted> all, ProgressPrinter progress) {
        if (other.program().equals(read.seed()))
            return EvalReport.unchanged(read, other, all.size(), failBelow);
        ModelEndpoint endpoint = CliSettings.read().model();
        progress.accept(announcement(read, other, all.size(), endpoint.prices()));
        ModelProbe.check(endpoint, read);
        int inFlight = Math.min(endpoint.maxInFlight(), MOST_IN_FLIGHT);
        try (ModelRouter router = CliSettings.client(endpoint, inFlight)) {
            RetryingModel model = new RetryingModel(router);
            List<TaskComparison> scored =
                    TaskComparison.of(read, other.program(), all, model, inFlight, progress);
            requireScores(read, scored);
            return EvalReport.of(read, other, scored, model.calls(), endpoint.prices(), failBelow);
        }
    }

    /** The most calls and their cost, without calls that are repeated. */
    private static String announcement(Project read, EvalBaseline other, int tasks, Prices prices) {
        Map<ModelRole, Long> calls = new EnumMap<>(ModelRole.class);
        long perTask =
                (long) CallCount.of(read.seed()).program()
                        + CallCount.of(other.program()).program();
        calls.put(ModelRole.PROGRAM, tasks * perTask);
        calls.put(ModelRole.JUDGE, 2L * tasks * StepCalls.judge(read.loop()));
        long sum = calls.values().stream().mapToLong(Long::longValue).sum();
        return "at most %d model calls for %d tasks; %s"
                .formatted(sum, tasks, CostEstimate.of(read, calls, prices).sentence());
    }

    /**
     * Too few tasks with both scores would decide by accident.
     *
     * @throws EnvironmentProblem if the share is below the project's {@code coverage}
     */
    private static void requireScores(Project read, List<TaskComparison> scored) {
        long both = scored.stream().filter(TaskComparison::hasBoth).count();
        if (both >= read.loop().coverage() * scored.size()) return;
        String why =
                scored.stream()
                        .map(TaskComparison::failure)
                        .filter(Objects::nonNull)
                        .map(Failure::message)
                        .findFirst()
                        .orElse("the evaluator gave none");
        throw Exit.FAILURE.problem(
                "%d of %d tasks have both scores, and the project's `coverage` is %s; one has none because: %s",
                both, scored.size(), read.loop().coverage(), why);
    }
}
