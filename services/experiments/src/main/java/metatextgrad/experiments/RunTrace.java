package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import org.jspecify.annotations.Nullable;

/** The history of one run or evaluation, folded from its events in any order. Not thread-safe. */
public final class RunTrace implements Consumer<Event> {
    /** The position of a trial in the order of the method: parallel prompt rounds come first. */
    private record Stand(int phase, int round, int optimizer) implements Comparable<Stand> {
        @Override
        public int compareTo(Stand other) {
            int byPhase = Integer.compare(phase, other.phase);
            if (byPhase != 0) return byPhase;
            int byRound = Integer.compare(round, other.round);
            return byRound != 0 ? byRound : Integer.compare(optimizer, other.optimizer);
        }
    }

    private final Map<Stand, TrialId> trials = new TreeMap<>();
    private final Map<String, Map<Integer, CallsByRole>> requests = new TreeMap<>();
    private final Map<String, Map<Integer, Double>> steps = new TreeMap<>();
    private final TreeSet<String> reads = new TreeSet<>();
    private final Map<TaskId, String> answers = new LinkedHashMap<>();
    private String begin = "";
    private @Nullable RunState state;
    private @Nullable ScoreAggregated report;

    @Override
    public void accept(Event event) {
        switch (event) {
            case LlmRequest ask -> count(ask);
            case EvaluationRequested evaluation -> {
                if (evaluation.purpose().equals("seed"))
                    begin = evaluation.stepRef().trial().value();
                else reads.add(evaluation.stepRef().trial().value());
            }
            case MetaPromptPublished tried ->
                    trials.put(
                            new Stand(0, tried.round(), tried.optimizer()),
                            tried.stepRef().trial());
            case MetaStructurePublished tried ->
                    trials.put(new Stand(1, tried.round(), 0), tried.stepRef().trial());
            case ScoreAggregated score -> {
                if (score.scope() == ScoreAggregated.Scope.STEP) step(score);
                else report = score;
            }
            case CandidateOutput output -> answers.put(output.item().task().id(), output.answer());
            case RunState last -> state = last;
            default -> {}
        }
    }

    /** The last state of the run. */
    public RunState state() {
        if (state == null) throw new IllegalStateException("no event of a run arrived");
        return state;
    }

    /** The last score of a whole trial or evaluation. */
    ScoreAggregated report() {
        if (report == null) throw new IllegalStateException("no score of an evaluation arrived");
        return report;
    }

    /** The answer to each task; empty without one. */
    Map<TaskId, String> answers() {
        return Collections.unmodifiableMap(answers);
    }

    /** The requests of the search, without evaluations on test sets and re-scores at its end. */
    CallsByRole search() {
        return requests.entrySet().stream()
                .filter(of -> !reads.contains(of.getKey()))
                .flatMap(of -> of.getValue().values().stream())
                .reduce(CallsByRole.NOTHING, CallsByRole::plus);
    }

    /** All requests. */
    public CallsByRole all() {
        return requests.values().stream()
                .flatMap(of -> of.values().stream())
                .reduce(CallsByRole.NOTHING, CallsByRole::plus);
    }

    /**
     * The best validation score so far against the requests so far: a point per step, in the order
     * of the method. Proposals of the meta model are not counted.
     */
    List<CurvePoint> curve() {
        List<CurvePoint> curve = new ArrayList<>();
        double best = 0;
        long spent = 0;
        if (state != null && !state.lines().isEmpty()) {
            ScoreStats seed = state.lines().getFirst().validation();
            best = seed.mean();
            spent = spent(begin);
            curve.add(new CurvePoint(spent, best));
        }
        for (TrialId trial : trials.values()) {
            Map<Integer, CallsByRole> ofTrial = requests.getOrDefault(trial.value(), Map.of());
            Map<Integer, Double> scores = steps.getOrDefault(trial.value(), Map.of());
            for (Map.Entry<Integer, CallsByRole> step : ofTrial.entrySet()) {
                spent += step.getValue().total();
                best = Math.max(best, scores.getOrDefault(step.getKey(), 0.0));
                curve.add(new CurvePoint(spent, best));
            }
        }
        return List.copyOf(curve);
    }

    private long spent(String trial) {
        return requests.getOrDefault(trial, Map.of()).values().stream()
                .mapToLong(CallsByRole::total)
                .sum();
    }

    /** Requests of the meta level belong to the run, all others to their trial. */
    private void count(LlmRequest ask) {
        requests.computeIfAbsent(ask.replyKey(), any -> new TreeMap<>())
                .merge(ask.step(), CallsByRole.one(ask.role()), CallsByRole::plus);
    }

    private void step(ScoreAggregated score) {
        if (score.status() == ScoreAggregated.Status.OK)
            steps.computeIfAbsent(score.stepRef().trial().value(), any -> new TreeMap<>())
                    .put(score.stepRef().step(), score.stats().mean());
    }
}
