package metatextgrad.services.mtg;

import java.util.concurrent.Callable;
import metatextgrad.meta.Ancestry;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.services.mtg.EventReader.Stamped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one run: its result, or where it stands. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a run: scores, prompts, description.")
final class RunsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Its id; mtg runs ls lists them.")
    private String run = "";

    @Option(
            names = "--lineage",
            description =
                    "How it came from the seed program to its answer: each accepted step with its critiques, train tasks, cost, gain and diff.")
    private boolean lineage;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output = Output.table;

    @Override
    public Integer call() {
        RunId id = Inputs.run(run);
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            if (lineage) return lineage(cluster, id);
            Stamped<RunState> last = KnownRuns.state(cluster, id).orElse(null);
            if (last == null) {
                RunRequest request =
                        KnownRuns.request(cluster, id)
                                .orElseThrow(() -> KnownRuns.unknown(id))
                                .event();
                Printed.requested(request, optimizers(cluster, request), output);
            } else if (last.event().status() == RunState.Status.FINISHED) {
                finished(cluster, last);
            } else {
                Printed.standing(RunStanding.of(cluster, last.event()), output);
            }
        }
        return Exit.OK.code();
    }

    private int lineage(Cluster cluster, RunId id) {
        KnownLineage known = KnownLineage.of(cluster, id);
        Ancestry ancestry = known.lineage().of(known.answer());
        switch (output) {
            case table -> LineageText.of(ancestry).forEach(System.out::println);
            case json -> System.out.println(LineageJson.of(id, ancestry));
        }
        return Exit.OK.code();
    }

    private static String optimizers(Cluster cluster, RunRequest request) {
        return OptimizersLine.of(KnownOptimizers.of(cluster), request);
    }

    private void finished(Cluster cluster, Stamped<RunState> last) {
        RunState state = last.event();
        RunId id = state.request().id();
        long started = KnownRuns.request(cluster, id).map(Stamped::millis).orElse(last.millis());
        CallCounts calls = CallCounts.of(cluster, id, true);
        if (output == Output.table)
            System.out.println(
                    RunHead.of(state) + "\n" + optimizers(cluster, state.request()) + "\n");
        Printed.summary(RunSummary.of(state, calls, (last.millis() - started) / 1e3), null, output);
        if (output == Output.json) return;
        System.out.println("\nThe best program:");
        PromptText.of(state.lines().get(state.best()).program()).forEach(System.out::println);
    }
}
