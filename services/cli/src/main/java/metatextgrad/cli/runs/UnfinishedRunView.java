package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.optimizers.OptimizerCatalog;
import metatextgrad.cli.optimizers.RunOptimizersText;
import metatextgrad.cli.text.PromptText;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * A run without a result: its status, and its best program so far.
 *
 * @param optimizers from which it started, in one line
 * @param best the best program so far, the seed program before the first step
 */
record UnfinishedRunView(
        @JsonIgnore RunState state,
        @JsonIgnore String optimizers,
        @JsonUnwrapped RunHead head,
        String phase,
        String reason,
        List<ResultView> results,
        List<RoundEnd> rounds,
        Best best,
        @JsonUnwrapped RunUsage usage)
        implements View {
    /**
     * The best program so far.
     *
     * @param validation null before the first step; in a race, before the first validation
     */
    record Best(@JsonIgnore Program of, @Nullable Double validation, JsonNode program) {
        Best(Program program, @Nullable Double validation) {
            this(program, validation, ViewJson.program(program));
        }
    }

    static UnfinishedRunView of(Cluster cluster, RunState run) {
        CallCounts calls = CallCounts.of(cluster, run.request().id());
        String from = RunOptimizersText.of(OptimizerCatalog.of(cluster), run.request());
        if (!run.lines().isEmpty()) {
            RunState.Line best = run.lines().get(run.best());
            return of(run, from, calls, new Best(best.program(), best.validation().mean()));
        }
        Best best =
                best(cluster, run.request())
                        .orElseGet(() -> new Best(run.request().project().seed(), null));
        return of(run, from, calls, best);
    }

    private static Optional<Best> best(Cluster cluster, RunRequested request) {
        RunId run = request.id();
        return switch (request.project().meta().mode()) {
            case PAPER ->
                    steps(cluster, run)
                            .max(Comparator.comparingDouble(OptimizerState::incumbentScore))
                            .map(one -> new Best(one.incumbent(), one.incumbentScore()));
            case RACE ->
                    RaceLeader.of(events(cluster, run, Topics.SCORES, ScoreAggregated.class))
                            .map(one -> new Best(one.program(), one.validation()));
        };
    }

    /** Returns the steps of a run. */
    static Stream<OptimizerState> steps(Cluster cluster, RunId run) {
        return events(cluster, run, Topics.OPTIMIZER_STATE, OptimizerState.class).stream();
    }

    /**
     * Returns a run's events of a kind. Only what was written since its request is read, and events
     * of other runs are not kept.
     */
    static <E extends TrialEvent> List<E> events(
            Cluster cluster, RunId run, Topic log, Class<E> kind) {
        List<E> found = new ArrayList<>();
        try (EventReader reader = cluster.reader(List.of(log))) {
            reader.since(RunCatalog.began(cluster, run));
            reader.toEnd(
                    one -> {
                        if (!kind.isInstance(one.event())) return;
                        E event = kind.cast(one.event());
                        if (event.stepRef().run().equals(run)) found.add(event);
                    },
                    left -> {});
        }
        return found;
    }

    static UnfinishedRunView of(RunState run, String optimizers, CallCounts calls, Best best) {
        return new UnfinishedRunView(
                run,
                optimizers,
                RunHead.of(run),
                run.phase(),
                run.reason(),
                ResultView.all(run),
                run.rounds(),
                best,
                RunUsage.of(run.request(), calls));
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>(List.of(RunHead.line(state), optimizers));
        CallCounts calls = usage.calls();
        lines.add("requests: %d answered = %s".formatted(calls.requests(), calls.parts()));
        calls.doubts().ifPresent(lines::add);
        lines.add("");
        lines.add(
                best.validation() == null
                        ? "The seed program:"
                        : "The best program so far, validation %s:"
                                .formatted(Texts.score(best.validation())));
        lines.addAll(PromptText.of(best.of()));
        return lines;
    }
}
