package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.preflight.Preflight;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.expectation.Expectation;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.Expectations;
import metatextgrad.model.project.Prices;
import metatextgrad.process.Exit;
import metatextgrad.statistics.CrossedBootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One experiment: all methods, with several seeds, on the same tasks. */
@Command(
        name = "run",
        description = {
            "Runs every method with every seed, and tests whether the meta level helped.",
            "metaTextGrad, one run of each base optimizer, and the controls restarts, restarts-by-dollars, placebo and random-structure are always included."
        })
@Prints({ExperimentView.class, ExperimentOverviewView.class, StudyForecast.All.class})
final class ExperimentRunCommand implements Callable<Integer> {
    @Mixin private StudyOptions study = new StudyOptions();

    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Further methods to compare: zero-shot, k-shot, self-consistency, best-of-n, meta-prompt, structure, paper-search, pareto; all, or none (default: ${DEFAULT-VALUE}).")
    private List<String> methods = List.of("all");

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Number of seeds, 1 or more; below 8 there is no verdict (default: ${DEFAULT-VALUE}).")
    private int seeds = CrossedBootstrap.MIN_SEEDS;

    @Option(
            names = "--world-seeds",
            paramLabel = "N",
            description =
                    "Number of seeds of the simulated models: 1 for all seeds of a line, or one for each; more than 1 needs --local (default: ${DEFAULT-VALUE}).")
    private int worldSeeds = 1;

    @Option(
            names = "--expect",
            paramLabel = "KIND:METHOD",
            split = ",",
            description = {
                "What metaTextGrad minus this method must show in every line: above, contains-0, not-below or does-not-fall.",
                "The exit code is 1 if one is missed."
            })
    private List<String> expect = List.of();

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
        if (worldSeeds < 1) throw Exit.USAGE.problem("--world-seeds must be 1 or more");
        if (worldSeeds > 1 && worldSeeds < seeds)
            throw Exit.USAGE.problem(
                    "--world-seeds must be 1, or not fewer than --seeds: two seeds with one draw are not two independent rows");
        List<Study> studies = study.studies();
        List<Expectation> expected = expected(studies);
        for (Study one : studies) facts(one);
        if (dryRun) {
            StudyForecast.All all =
                    StudyForecast.All.of(studies.stream().map(this::forecast).toList());
            return output.printText(all);
        }
        ProgressPrinter progress = new ProgressPrinter(System.err);
        List<ExperimentOverviewView.Row> rows = new ArrayList<>();
        Expectations expectations = new Expectations(expected);
        for (Study one : studies) {
            List<Method> compared = methods(one);
            progress.accept(one.announcement(compared, seeds));
            Experiment experiment =
                    ExperimentEnvironments.run(one, compared, seeds, worldSeeds, local, progress);
            expectations.add(one.name(), one.family(), one.dose(), experiment::minus);
            if (studies.size() == 1) {
                List<ExpectationResult> results = expectations.results();
                return print(ExperimentView.of(one, experiment, results), results);
            }
            rows.add(ExperimentOverviewView.Row.of(one, experiment));
            progress.accept(String.join("  ", rows.getLast().cells()));
        }
        List<ExpectationResult> results = expectations.results();
        return print(ExperimentOverviewView.of(rows, results), results);
    }

    private int print(ReportView view, List<ExpectationResult> results) {
        output.print(view);
        return ExpectationText.exitCode(results);
    }

    /** Returns the expectations; their methods must be part of every study. */
    private List<Expectation> expected(List<Study> studies) {
        if (worldSeeds > 1 && (!local || studies.getFirst().models() == null))
            throw Exit.USAGE.problem("--world-seeds needs --local and simulated models");
        try {
            List<Expectation> expected = expect.stream().map(Expectation::parse).toList();
            boolean slope =
                    expected.stream().anyMatch(one -> one.kind() == Expectation.Kind.DOES_NOT_FALL);
            if (slope && studies.stream().map(Study::dose).distinct().count() < 2)
                throw Exit.USAGE.problem(
                        "--expect does-not-fall needs several values of --meta-effect");
            for (Expectation one : expected) requireMethod(one, methods(studies.getFirst()));
            return expected;
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }

    private static void requireMethod(Expectation one, List<Method> compared) {
        boolean unknown =
                compared.stream()
                        .noneMatch(
                                method ->
                                        method.kind() != Method.Kind.METATEXTGRAD
                                                && method.name().equals(one.against()));
        if (unknown)
            throw Exit.USAGE.problem(
                    "--expect %s: the experiment does not compare with `%s`", one, one.against());
    }

    /** Reports what is known of real tasks and models without a call. */
    private static void facts(Study one) {
        if (one.models() != null) return;
        Preflight.withoutCalls(one.project(), one.tasks(), CliSettings.read().model())
                .forEach(new ProgressPrinter(System.err));
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
