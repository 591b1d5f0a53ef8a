package metatextgrad.bench;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.ModuleCommand;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The benchmark; docs/benchmarks.md describes the parts. */
@Command(
        name = "bench",
        description =
                "Measures the speed and the overhead of model calls with simulated models, against targets. Takes some minutes.")
@Prints(BenchReport.class)
public final class BenchCommand implements ModuleCommand, Callable<Integer> {
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--quick",
            description = "Measure only parts that take less than a minute, with fewer calls.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description =
                    "Measure only these parts: http, latency, in-flight, use, paths, process, scaling, rate, kill, step, growth, metrics, ledger, views. The part grid measures all combinations of paths; it takes a quarter of an hour and runs only when named here. So do traffic, soak, outage and gateway.")
    private List<String> only = List.of();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "How long the part soak lasts (default: 10, with --quick 1; a third of it is its warm-up), or each fault of the part outage (default: 5, with --quick 15 seconds).")
    private @Nullable Integer minutes;

    @Option(
            names = "--run",
            description =
                    "Time a whole run instead, with simulated model latencies of 0 and 200 ms.")
    private boolean run;

    @Override
    public Integer call() {
        BenchMachine machine = BenchMachine.now();
        ProgressPrinter progress = new ProgressPrinter(System.err);
        progress.accept(machine.sentence());
        BenchScale usual = quick ? BenchScale.QUICK : BenchScale.FULL;
        BenchScale scale = minutes == null ? usual : usual.lasting(seconds(minutes));
        List<BenchPart> parts = BenchPart.of(scale, only);
        BenchSession session = new BenchSession(scale, progress);
        if (!run) session.measure(parts);
        List<BenchFigure> figures = run ? BenchRun.measure(progress) : session.figures();
        output.print(BenchReport.of(machine, figures, session.notMeasured()));
        return session.failures().isEmpty() ? Exit.OK.code() : Exit.FAILURE.code();
    }

    private int seconds(int asked) {
        if (asked < 1) throw Exit.USAGE.problem("--minutes is %d: specify at least 1", asked);
        if (!only.contains("soak") && !only.contains("outage"))
            throw Exit.USAGE.problem(
                    "--minutes needs --only soak or --only outage: no other part lasts as long");
        return 60 * asked;
    }
}
