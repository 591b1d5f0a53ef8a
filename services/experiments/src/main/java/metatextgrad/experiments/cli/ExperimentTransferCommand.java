package metatextgrad.experiments.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.experiments.LocalExperimentEnvironment;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.SideBySide;
import metatextgrad.experiments.Transfer;
import metatextgrad.process.Exit;
import metatextgrad.statistics.CrossedBootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests whether an optimizer that was learned in one simulated world helps in another. */
@Command(
        name = "transfer",
        description = {
            "Learns an optimizer in one simulated world and uses it in another, in memory.",
            "Compares it with the best base optimizer, and with one that is learned in the other world."
        })
@Prints({TransferView.class, StudyForecast.All.class})
final class ExperimentTransferCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            paramLabel = "TASK",
            required = true,
            description = "Where the optimizer is learned: WORLD or WORLD/TASK.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "TASK",
            required = true,
            description = "Where the optimizer is used: WORLD or WORLD/TASK.")
    private String to = "";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds, 1 or more (default: ${DEFAULT-VALUE}).")
    private int seeds = CrossedBootstrap.MIN_SEEDS;

    @Option(
            names = "--test-tasks",
            paramLabel = "N",
            description = "Number of generated test tasks (default: ${DEFAULT-VALUE}).")
    private int testItems = 2000;

    @Option(
            names = "--dry-run",
            description = "Only print how many calls and tokens the experiment may take.")
    private boolean dryRun;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        Study source = StudyOptions.simulated(from, testItems);
        Study target = StudyOptions.simulated(to, testItems);
        if (dryRun)
            return output.print(
                    StudyForecast.All.of(List.of(source.forecastTransfer(target, seeds))));
        Transfer transfer = new Transfer(side(source), side(target));
        SimulatedModel there = source.simulated();
        SimulatedModel here = target.simulated();
        Map<String, List<MethodOutcome>> outcomes =
                SideBySide.of(
                        seeds,
                        Runtime.getRuntime().availableProcessors(),
                        seed ->
                                transfer.outcomes(
                                        seed,
                                        new LocalExperimentEnvironment(there, source.tasks()),
                                        new LocalExperimentEnvironment(here, target.tasks())),
                        new ProgressPrinter(System.err));
        return output.print(TransferView.of(from, to, outcomes));
    }

    private static Transfer.Side side(Study study) {
        return new Transfer.Side(study.project(), study.tasks());
    }
}
