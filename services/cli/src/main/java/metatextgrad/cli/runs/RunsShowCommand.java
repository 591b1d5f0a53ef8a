package metatextgrad.cli.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.RunArgument;
import metatextgrad.cli.optimizers.OptimizerCatalog;
import metatextgrad.cli.optimizers.RunOptimizersText;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.PromptText;
import metatextgrad.cli.text.View;
import metatextgrad.model.RunId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one run: its result, or its status. */
@Command(name = "show", description = "Shows a run: scores, prompts, task description.")
@Prints({FinishedRunView.class, UnfinishedRunView.class, RequestedRunView.class, LineageView.class})
final class RunsShowCommand implements Callable<Integer> {
    @Mixin private RunArgument run = new RunArgument();

    @Option(
            names = "--lineage",
            description =
                    "Shows each accepted step from the seed program to the result: critiques, train tasks, cost, gain and diff.")
    private boolean lineage;

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        return options.show(
                cluster -> {
                    RunId id = run.in(cluster);
                    return lineage ? LineageView.of(cluster, id) : view(cluster, id);
                });
    }

    private static View view(Cluster cluster, RunId id) {
        Stamped<RunState> last = RunCatalog.state(cluster, id).orElse(null);
        if (last == null) {
            RunRequested request = RunCatalog.requested(cluster, id);
            return RequestedRunView.of(
                    request,
                    RunHead.REQUESTED,
                    RunHead.requested(request),
                    optimizers(cluster, request));
        }
        return last.event().status() == RunState.Status.FINISHED
                ? finished(cluster, last)
                : UnfinishedRunView.of(cluster, last.event());
    }

    private static View finished(Cluster cluster, Stamped<RunState> last) {
        RunState state = last.event();
        RunId id = state.request().id();
        Double seconds =
                RunCatalog.request(cluster, id)
                        .map(request -> (last.millis() - request.millis()) / 1e3)
                        .orElse(null);
        RunResult summary = RunResult.of(state, CallCounts.of(cluster, id), seconds);
        List<String> text = new ArrayList<>();
        text.add(RunHead.line(state));
        text.add(optimizers(cluster, state.request()));
        text.add("");
        text.addAll(RunResultText.of(summary, null));
        text.add("");
        text.addAll(replies(cluster, state, seconds != null));
        text.addAll(FailurePatternsText.of(cluster, id));
        text.add("");
        text.add("The best program:");
        text.addAll(PromptText.of(summary.best().program()));
        return FinishedRunView.of(summary, null, null, text, next(summary));
    }

    /** The steps of a run expire with its request. */
    private static List<String> replies(Cluster cluster, RunState state, boolean whole) {
        RunId id = state.request().id();
        return RepliesByKind.of(
                CallCounts.rows(cluster, id),
                whole ? UnfinishedRunView.steps(cluster, id).toList() : null,
                state.rounds());
    }

    /** Only a better program is worth serving. */
    static List<String> next(RunResult summary) {
        RunRequested request = summary.run().request();
        List<String> steps = new ArrayList<>();
        if (summary.verdict().equals("better"))
            steps.add(
                    "mtg prompts approve "
                            + VersionId.of(request.project().id(), summary.best().program()));
        steps.add("mtg runs show " + request.id() + " --lineage");
        return steps;
    }

    private static String optimizers(Cluster cluster, RunRequested request) {
        return RunOptimizersText.of(OptimizerCatalog.of(cluster), request);
    }
}
