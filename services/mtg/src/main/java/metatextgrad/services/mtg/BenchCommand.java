package metatextgrad.services.mtg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.world.UnknownWorldException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark; docs/benchmarks.md says what is measured and how. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures what the system adds to a model call, and how many calls one worker has open: simulated models, about two minutes.")
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Output output = Output.table;

    @Option(
            names = "--run",
            description = "Times a whole run instead, with models of no latency and of 200 ms.")
    private boolean run;

    @Override
    public Integer call() {
        BenchMachine machine = BenchMachine.now();
        Progress progress = new Progress(System.err);
        progress.accept(machine.sentence());
        List<BenchFigure> figures = run ? BenchRun.measure(progress) : calls(progress);
        BenchReport report = new BenchReport(machine, figures);
        switch (output) {
            case table -> report.table().forEach(System.out::println);
            case json -> System.out.println(report.json());
        }
        return Exit.OK.code();
    }

    private static List<BenchFigure> calls(Progress progress) {
        progress.accept("starting Kafka and the schema registry");
        List<BenchFigure> figures = new ArrayList<>();
        try (Workspace folder = Workspace.temporary();
                BenchGround ground = BenchGround.start(folder.path())) {
            folder.closeOnExit(ground);
            try (SimulatorServer simulator = simulator(LatencyPlan.NONE)) {
                figures.addAll(new BenchLatency().measure(ground, simulator, progress));
            }
            try (SimulatorServer simulator =
                    simulator(new LatencyPlan.Fixed(BenchInFlight.MODEL))) {
                figures.addAll(new BenchInFlight().measure(ground, simulator, progress));
            }
            figures.addAll(BenchMemory.now());
        }
        return figures;
    }

    private static SimulatorServer simulator(LatencyPlan latency) {
        try {
            return SimulatorServer.start(SimulatorConfig.of("demo").withLatency(latency));
        } catch (UnknownWorldException | IOException e) {
            throw new EnvironmentProblem(
                    Exit.FAILURE, "the simulator did not start: " + e.getMessage(), e);
        }
    }
}
