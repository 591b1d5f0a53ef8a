package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.experiments.Coverage;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the intervals that experiments print. */
@Command(
        name = "coverage",
        description = {
            "Simulates studies without any effect, and counts how often their 95 %% interval contains 0.",
            "Calls no model. Takes about a minute."
        })
@Prints(CoverageView.class)
final class ExperimentCoverageCommand implements Callable<Integer> {
    private static final List<Integer> SEEDS = List.of(8, 20, 50);

    @Option(
            names = "--studies",
            paramLabel = "N",
            description = "Number of studies for each row (default: ${DEFAULT-VALUE}).")
    private int studies = 10_000;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (studies < 1) throw Exit.USAGE.problem("--studies must be 1 or more");
        List<Coverage> rows = new ArrayList<>();
        for (Coverage.Null without : Coverage.Null.values()) {
            for (int seeds : SEEDS) rows.add(Coverage.of(without, seeds, studies));
        }
        return output.print(new CoverageView(rows));
    }
}
