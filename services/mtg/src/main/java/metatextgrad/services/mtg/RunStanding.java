package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.Program;
import metatextgrad.model.RunState;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Where a run without a result stands.
 *
 * @param optimizers from which it started, in one line
 * @param program the best one so far
 * @param validation its score; null before the first step
 */
record RunStanding(
        RunState run,
        String optimizers,
        CallCounts calls,
        Program program,
        @Nullable Double validation) {
    static RunStanding of(Cluster cluster, RunState run) {
        CallCounts calls = CallCounts.of(cluster, run.request().id(), !run.status().open());
        String from = OptimizersLine.of(KnownOptimizers.of(cluster), run.request());
        if (!run.lines().isEmpty()) {
            RunState.Line best = run.lines().get(run.best());
            return new RunStanding(run, from, calls, best.program(), best.validation().mean());
        }
        return cluster
                .all(
                        Topics.OPTIMIZER_STATE,
                        OptimizerState.class,
                        one -> one.trail().run().equals(run.request().id()))
                .stream()
                .max(Comparator.comparingDouble(OptimizerState::incumbentScore))
                .map(
                        best ->
                                new RunStanding(
                                        run, from, calls, best.incumbent(), best.incumbentScore()))
                .orElseGet(
                        () ->
                                new RunStanding(
                                        run, from, calls, run.request().project().seed(), null));
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(RunHead.of(run));
        lines.add(optimizers);
        lines.add(
                "asks: %d asked, %d ended = %d paid + %d saved%s"
                        .formatted(
                                calls.asked(),
                                calls.asks(),
                                calls.paid(),
                                calls.saved(),
                                calls.lacking()));
        calls.doubts().ifPresent(lines::add);
        lines.add("");
        lines.add(
                validation == null
                        ? "The seed program:"
                        : String.format(
                                Locale.ROOT,
                                "The best program so far, validation %.3f:",
                                validation));
        lines.addAll(PromptText.of(program));
        return lines;
    }
}
