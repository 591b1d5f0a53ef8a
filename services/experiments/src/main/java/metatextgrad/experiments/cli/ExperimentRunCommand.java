package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.Method;
import metatextgrad.model.project.Prices;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One experiment: all methods, with several seeds, on the same tasks. */
@Command(
        name = "run",
        description = {
            "Runs every method with every seed, and tests whether the meta level helped.",
            "metaTextGrad and its controls restarts, placebo and random-structure are always included."
        })
@Prints({ExperimentView.class, ExperimentOverviewView.class, StudyForecast.All.class})
final class ExperimentRunCommand implements Callable<Integer> {
    @Mixin private StudyOptions study = new StudyOptions();

    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Methods to compare besides metaTextGrad and its controls: zero-shot, k-shot, self-consistency, best-of-n, the project's optimizers by name, meta-prompt, structure; all, or none (default: ${DEFAULT-VALUE}).")
    private List<String> methods = List.of("all");

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds, 1 or more (default: ${DEFAULT-VALUE}).")
    private int seeds = 3;

    @Option(
            names = "--local",
            description = "Run in memory instead of on Kafka: much faster, with the same result.")
    private boolean local;

    @Option(
            names = "--dry-run",
            description = "Only print how many calls, tokens and dollars the experiment may take.")
    private boolean dryRun;

    @Mixin private ReportOptions output = new ReportOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        List<Study> studies = study.studies();
        if (dryRun) {
            StudyForecast.All all =
                    StudyForecast.All.of(studies.stream().map(this::forecast).toList());
            return output.printText(all);
        }
        ProgressPrinter progress = new ProgressPrinter(System.err);
        List<ExperimentOverviewView.Row> rows = new ArrayList<>();
        for (Study one : studies) {
            List<Method> compared = methods(one);
            progress.accept(one.announcement(compared, seeds));
            Experiment experiment =
                    ExperimentEnvironments.run(one, compared, seeds, local, progress);
            if (studies.size() == 1) return output.print(ExperimentView.of(one, experiment));
            rows.add(ExperimentOverviewView.Row.of(one, experiment));
            progress.accept(String.join("  ", rows.getLast().cells()));
        }
        return output.print(ExperimentOverviewView.of(rows));
    }

    private StudyForecast forecast(Study one) {
        Prices prices = one.models() == null ? CliSettings.read().model().prices() : Prices.NONE;
        return one.forecast(methods(one), seeds, prices);
    }

    private List<Method> methods(Study one) {
        try {
            if (methods.equals(List.of("all"))) return Method.all(one.project());
            return Method.named(
                    methods.equals(List.of("none")) ? List.of() : methods, one.project());
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }
}
