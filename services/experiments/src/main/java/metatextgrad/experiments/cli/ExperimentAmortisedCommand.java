package metatextgrad.experiments.cli;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.experiments.Amortised;
import metatextgrad.experiments.LocalExperimentEnvironment;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.SideBySide;
import metatextgrad.experiments.Transfer;
import metatextgrad.experiments.expectation.Expectation;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.Expectations;
import metatextgrad.process.Exit;
import metatextgrad.statistics.CrossedBootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Tests whether an optimizer that is learned once is worth its calls when it is used several times.
 */
@Command(
        name = "amortised",
        description = {
            "Learns an optimizer on some task sets of a simulated world and uses it on new ones, in memory.",
            "Compares it with the base optimizer, and with restarts that make the calls of learning and using together."
        })
@Prints(AmortisedView.class)
final class ExperimentAmortisedCommand implements Callable<Integer> {
    private static final int WORLDS_OF_A_SEED = 1000;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            required = true,
            description = "The simulated world.")
    private String world = "";

    @Option(
            names = "--task",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Families of the task sets to learn on: dyck, word-sorting, object-counting or all (default: ${DEFAULT-VALUE}).")
    private List<String> task = List.of("dyck");

    @Option(
            names = "--apply-task",
            paramLabel = "NAME",
            split = ",",
            description = "Families of the new task sets (default: those to learn on).")
    private List<String> applyTask = List.of();

    @Option(
            names = "--learn",
            paramLabel = "K",
            description = "Number of task sets to learn on (default: ${DEFAULT-VALUE}).")
    private int learn = 3;

    @Option(
            names = "--apply",
            paramLabel = "M",
            description = "Number of new task sets (default: ${DEFAULT-VALUE}).")
    private int apply = 10;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Number of seeds, 1 or more; below 8 there is no verdict (default: ${DEFAULT-VALUE}).")
    private int seeds = CrossedBootstrap.MIN_SEEDS;

    @Option(
            names = "--test-tasks",
            paramLabel = "N",
            description = "Number of test tasks of each new set (default: ${DEFAULT-VALUE}).")
    private int testItems = 200;

    @Option(
            names = "--expect",
            paramLabel = "KIND:ROW",
            split = ",",
            description = {
                "What the learned optimizer minus this row must show: above, contains-0 or not-below, of base or restarts.",
                "The exit code is 1 if one is missed."
            })
    private List<String> expect = List.of();

    @Mixin private ReportOptions output = new ReportOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1 || learn < 1 || apply < 1)
            throw Exit.USAGE.problem("--seeds, --learn and --apply must be 1 or more");
        Expectations expectations = new Expectations(expected());
        List<Study> studies = sets();
        List<Transfer.Side> sides =
                studies.stream().map(one -> new Transfer.Side(one.project(), one.tasks())).toList();
        Amortised study =
                new Amortised(sides.subList(0, learn), sides.subList(learn, sides.size()));
        Map<String, List<MethodOutcome>> outcomes =
                SideBySide.of(
                        seeds,
                        Runtime.getRuntime().availableProcessors(),
                        seed -> study.outcomes(seed, set -> environment(studies, seed, set)),
                        new ProgressPrinter(System.err));
        List<MethodOutcome> learned = requireNonNull(outcomes.get(Amortised.LEARNED));
        expectations.add(
                world,
                world,
                null,
                row -> Amortised.differences(learned, requireNonNull(outcomes.get(row))));
        List<ExpectationResult> results = expectations.results();
        output.print(AmortisedView.of(world, learn, apply, outcomes, results));
        return ExpectationText.exitCode(results);
    }

    /** Returns the task sets to learn on, then the new ones; families take turns. */
    private List<Study> sets() {
        List<DemoTasks> first = StudyOptions.families(task);
        List<DemoTasks> then = applyTask.isEmpty() ? first : StudyOptions.families(applyTask);
        List<Study> sets = new ArrayList<>();
        for (int set = 0; set < learn + apply; set++) {
            List<DemoTasks> families = set < learn ? first : then;
            DemoTasks family = families.get((set < learn ? set : set - learn) % families.size());
            Study study = StudyOptions.simulated(world, family, testItems);
            sets.add(StudyOptions.redrawn(study, family, testItems, set + 1));
        }
        return sets;
    }

    /** Each task set of each seed has its own random draws of the simulated models. */
    private static LocalExperimentEnvironment environment(List<Study> studies, long seed, int set) {
        Study study = studies.get(set);
        return new LocalExperimentEnvironment(
                study.simulated(seed * WORLDS_OF_A_SEED + set), study.tasks());
    }

    private List<Expectation> expected() {
        try {
            List<Expectation> expected = expect.stream().map(Expectation::parse).toList();
            for (Expectation one : expected) {
                if (one.kind() == Expectation.Kind.DOES_NOT_FALL
                        || !List.of(Amortised.BASE, Amortised.RESTARTS).contains(one.against()))
                    throw Exit.USAGE.problem(
                            "--expect %s: expected is above, contains-0 or not-below of base or restarts",
                            one);
            }
            return expected;
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }
}
