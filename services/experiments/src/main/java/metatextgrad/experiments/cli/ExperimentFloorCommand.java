package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.experiments.FloorStudy;
import metatextgrad.experiments.FloorStudy.FloorRun;
import metatextgrad.experiments.SideBySide;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests how often a run publishes a program that is worse than the seed program. */
@Command(
        name = "floor",
        description = {
            "Counts the runs that publish a worse program than their seed program, in a simulated world in memory.",
            "Each run has tasks of its own. Results are scored on fresh tasks. The exit code is 1 if more than 5 %% of the runs are more than .02 below."
        })
@Prints({FloorView.class, StudyForecast.All.class})
final class ExperimentFloorCommand implements Callable<Integer> {
    /** A run needs a test set, and no decision depends on it. */
    private static final int TEST_ITEMS = 1;

    /** The runs use the numbers from 1 on. */
    private static final int FRESH = 0;

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
                    "Task families, which the runs take in turns: dyck, word-sorting, object-counting or all (default: ${DEFAULT-VALUE}).")
    private List<String> task = List.of("all");

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Number of runs (default: ${DEFAULT-VALUE}).")
    private int runs = 200;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Number of fresh tasks of each family (default: ${DEFAULT-VALUE}).")
    private int items = 5000;

    @Option(
            names = "--dry-run",
            description = "Only print how many calls and tokens the experiment may take.")
    private boolean dryRun;

    @Mixin private ReportOptions output = new ReportOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 1) throw Exit.USAGE.problem("--runs must be 1 or more");
        List<DemoTasks> families = StudyOptions.families(task);
        StudyOptions.requireItems("--items", items);
        List<Study> studies =
                families.stream()
                        .map(one -> StudyOptions.simulated(world, one, TEST_ITEMS))
                        .toList();
        if (dryRun)
            return output.printText(
                    StudyForecast.All.of(
                            List.of(studies.getFirst().forecastFloor(world, runs, items))));
        List<FloorStudy> floors = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) floors.add(floor(studies.get(i), families.get(i)));
        List<FloorRun> finished =
                SideBySide.each(
                        "run",
                        runs,
                        Runtime.getRuntime().availableProcessors(),
                        number -> {
                            int turn = (int) ((number - 1) % studies.size());
                            return floors.get(turn)
                                    .run(
                                            number,
                                            drawn(studies.get(turn), families.get(turn), number));
                        },
                        new ProgressPrinter(System.err));
        FloorView view =
                FloorView.of(
                        world,
                        families.stream().map(DemoTasks::toString).toList(),
                        items,
                        finished);
        output.print(view);
        return (view.answer() == FloorView.Answer.MISSED ? Exit.FAILURE : Exit.OK).code();
    }

    private FloorStudy floor(Study study, DemoTasks family) {
        List<TaskSubmitted> fresh = StudyOptions.redrawn(study, family, items, FRESH).tasks();
        return new FloorStudy(study.project(), study.simulated(), fresh);
    }

    private static List<TaskSubmitted> drawn(Study study, DemoTasks family, long number) {
        return StudyOptions.redrawn(study, family, TEST_ITEMS, number).tasks();
    }
}
