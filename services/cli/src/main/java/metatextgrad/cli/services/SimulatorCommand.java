package metatextgrad.cli.services;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.process.Exit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** Runs the simulated models as a server. The simulator reads its settings itself. */
public final class SimulatorCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SETTING",
            description =
                    "--port N, --world NAME, --seed N, --latency PLAN, --faults PLAN, --rate-limit PLAN, --meta-effect 0..1, --api-key KEY, or MTG_SIMULATOR_<NAME>.")
    private List<String> settings = List.of();

    private SimulatorCommand() {}

    public static CommandLine spec() {
        CommandLine line = new CommandLine(CommandSpec.forAnnotatedObject(new SimulatorCommand()));
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getCommandSpec()
                .usageMessage()
                .description("Serves the simulated models until it is stopped.");
        line.setUnmatchedOptionsArePositionalParams(true);
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            metatextgrad.simulator.SimulatorMain.serve(
                    settings.toArray(String[]::new), System.getenv());
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(e, String.valueOf(e.getMessage()));
        }
        return Exit.OK.code();
    }
}
