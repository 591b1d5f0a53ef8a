package metatextgrad.services.mtg;

import java.util.Comparator;
import java.util.concurrent.Callable;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.services.mtg.EventReader.Stamped;
import metatextgrad.streams.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one run: its result, or where it stands. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a run: scores, prompt, description.")
final class RunsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Its id; mtg runs ls lists them.")
    private String run = "";

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output = Output.table;

    @Override
    public Integer call() {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            Stamped<RunState> last = last(cluster);
            RunState state = last.event();
            if (state.status() != RunState.Status.FINISHED) {
                Printed.standing(state, output);
                return Exit.OK.code();
            }
            CallCounts calls = CallCounts.of(cluster, state.request().id());
            double seconds = (last.millis() - started(cluster, last)) / 1e3;
            Printed.summary(RunSummary.of(state, calls, seconds), null, output);
            if (output == Output.table)
                System.out.println(
                        "\nThe best program:\n"
                                + ProgramJson.write(state.lines().get(state.best()).program()));
        }
        return Exit.OK.code();
    }

    private Stamped<RunState> last(Cluster cluster) {
        return cluster.stamped(Topics.RUNS, RunState.class, one -> one.key().equals(run)).stream()
                .max(Comparator.comparing(one -> one.event().serial()))
                .orElseThrow(
                        () ->
                                new EnvironmentProblem(
                                        Exit.NOT_FOUND,
                                        "no run " + run + ": mtg runs ls lists them"));
    }

    /** When it was asked for; commands are kept for a time only, results for ever. */
    private static long started(Cluster cluster, Stamped<RunState> last) {
        return cluster
                .stamped(
                        Topics.RUN_COMMANDS,
                        RunRequest.class,
                        one -> one.id().equals(last.event().request().id()))
                .stream()
                .mapToLong(Stamped::millis)
                .min()
                .orElse(last.millis());
    }
}
