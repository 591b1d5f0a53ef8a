package metatextgrad.services.mtg;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark; docs/benchmarks.md says what is measured and how. */
@Command(
        name = "bench",
        description =
                "Measures how fast calls go with simulated models, and what the system adds to them, against its targets: some minutes.")
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Output output = Output.table;

    @Option(
            names = "--quick",
            description = "Measures what can be measured in a minute, with fewer calls.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description =
                    "Measures these parts alone: http, latency, in-flight, use, paths, process, scaling, rate, kill, step, growth, ledger; and grid, the paths in all combinations, which takes a quarter of an hour and is left out otherwise.")
    private List<String> only = List.of();

    @Option(
            names = "--run",
            description = "Times a whole run instead, with models of no latency and of 200 ms.")
    private boolean run;

    @Override
    public Integer call() {
        BenchMachine machine = BenchMachine.now();
        Progress progress = new Progress(System.err);
        progress.accept(machine.sentence());
        BenchScale scale = quick ? BenchScale.QUICK : BenchScale.FULL;
        List<BenchPart> parts = BenchParts.of(scale, only);
        BenchSession session = new BenchSession(scale, progress);
        if (!run) session.measure(parts);
        List<BenchFigure> figures = run ? BenchRun.measure(progress) : session.figures();
        BenchReport report = new BenchReport(machine, figures, session.failures());
        switch (output) {
            case table -> report.table().forEach(System.out::println);
            case json -> System.out.println(report.json());
        }
        return session.failures().isEmpty() ? Exit.OK.code() : Exit.FAILURE.code();
    }
}
