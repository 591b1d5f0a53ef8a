package metatextgrad.services.mtg;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import metatextgrad.experiment.LocalGround;
import metatextgrad.experiment.Outcome;
import metatextgrad.experiment.SideBySide;
import metatextgrad.experiment.Transfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether an optimizer learned in one simulated world helps in another. */
@Command(
        name = "transfer",
        mixinStandardHelpOptions = true,
        description = {
            "Learns an optimizer in one simulated world and uses it in another, in memory.",
            "Beside it: the best base optimizer there, and what is learned there itself."
        })
final class ExperimentTransferCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            required = true,
            description = "Where it is learned: WORLD or WORLD/TASK.")
    private String from = "";

    @Option(names = "--to", required = true, description = "Where it is used: WORLD or WORLD/TASK.")
    private String to = "";

    @Option(
            names = "--seeds",
            description = "How many seeds (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int seeds = 3;

    @Option(
            names = "--test-items",
            description = "How many made-up test items (default: ${DEFAULT-VALUE}).",
            defaultValue = "2000")
    private int testItems = 2000;

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
    public Integer call() throws InterruptedException {
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        Study source = StudyOptions.simulated(from, testItems);
        Study target = StudyOptions.simulated(to, testItems);
        if (dryRun) {
            Printed.forecast(List.of(source.forecastTransfer(target, seeds)), output);
            return Exit.OK.code();
        }
        Transfer transfer = new Transfer(side(source), side(target));
        SimulatedModel there = source.simulated();
        SimulatedModel here = target.simulated();
        Map<String, List<Outcome>> outcomes =
                SideBySide.of(
                        seeds,
                        Runtime.getRuntime().availableProcessors(),
                        seed ->
                                transfer.outcomes(
                                        seed,
                                        new LocalGround(there, source.tasks()),
                                        new LocalGround(here, target.tasks())),
                        new Progress(System.err));
        System.out.println(TransferReport.of(from, to, outcomes, output));
        return Exit.OK.code();
    }

    private static Transfer.Side side(Study study) {
        return new Transfer.Side(study.project(), study.tasks());
    }
}
