package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import metatextgrad.experiments.path.AcceptedPrograms;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.llm.LlmRequest;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import org.jspecify.annotations.Nullable;

/**
 * The history of one run or evaluation, folded from its events. Events of one topic must be in
 * order; topics can be read one after another. Not thread-safe.
 */
public final class RunTrace implements Consumer<Event> {
    /** The position of a trial in the order of the method: parallel prompt rounds come first. */
    private record TrialPosition(int phase, int round, int optimizer) {
        private static final Comparator<TrialPosition> ORDER =
                Comparator.comparingInt(TrialPosition::phase)
                        .thenComparingInt(TrialPosition::round)
                        .thenComparingInt(TrialPosition::optimizer);
    }

    private final Map<TrialPosition, TrialId> trials = new TreeMap<>(TrialPosition.ORDER);
    private final Map<String, Map<Integer, CallsByRole>> requests = new TreeMap<>();
    private final Map<String, Map<Integer, ScoreAggregated>> scores = new TreeMap<>();
    private final Set<String> finalEvaluations = new TreeSet<>();
    private final List<TrialId> race = new ArrayList<>();
    private final Map<String, ScoreAggregated> validations = new TreeMap<>();
    private final Map<TaskId, String> answers = new LinkedHashMap<>();
    private final AcceptedPrograms programs = new AcceptedPrograms();
    private String seedEvaluation = "";
    private String allItems = "";
    private @Nullable RunState state;
    private @Nullable ScoreAggregated report;

    @Override
    public void accept(Event event) {
        programs.accept(event);
        switch (event) {
            case LlmRequest ask -> count(ask);
            case EvaluationRequested evaluation -> {
                String trial = evaluation.stepRef().trial().value();
                if (evaluation.purpose().equals(EvaluationRequested.AGAIN)) allItems = trial;
                if (evaluation.earlyEnd() != null) race.add(evaluation.stepRef().trial());
                else if (evaluation.purpose().equals("seed")) seedEvaluation = trial;
                else if (AcceptedPrograms.isFinal(evaluation)) finalEvaluations.add(trial);
            }
            case StepRequested step -> race.add(step.stepRef().trial());
            case MetaPromptPublished tried ->
                    trials.put(
                            new TrialPosition(0, tried.round(), tried.optimizer()),
                            tried.stepRef().trial());
            case MetaStructurePublished tried ->
                    trials.put(new TrialPosition(1, tried.round(), 0), tried.stepRef().trial());
            case ScoreAggregated score -> {
                if (score.scope() == ScoreAggregated.Scope.STEP) step(score);
                else report = score;
                validated(score);
            }
            case CandidateOutput output -> answers.put(output.item().task().id(), output.answer());
            case RunState last -> state = last;
            default -> {}
        }
    }

    /** Returns the programs that the run accepted. Needs the events in the order of emission. */
    SearchPath path(String method, long seed) {
        return programs.path(method, seed);
    }

    /** Returns the last state of the run. */
    public RunState state() {
        if (state == null) throw new IllegalStateException("no run event was received");
        return state;
    }

    /**
     * Requires that the run has finished: another one would lower a mean without a word.
     *
     * @param name of the run, for the message
     * @throws IllegalStateException if it has not
     */
    RunTrace finished(String name) {
        if (state().status() != RunState.Status.FINISHED)
            throw new IllegalStateException("run %s failed: %s".formatted(name, state().reason()));
        return this;
    }

    /** Returns the last score of a whole trial or evaluation. */
    public ScoreAggregated report() {
        if (report == null)
            throw new IllegalStateException("no score of an evaluation was received");
        return report;
    }

    /** Returns the last answer to each task. Meaningful for a trace of one evaluation only. */
    Map<TaskId, String> answers() {
        return Collections.unmodifiableMap(answers);
    }

    /**
     * Returns the requests of the search, without evaluations on test sets and re-scores at its
     * end.
     */
    CallsByRole search() {
        return sum(trial -> !finalEvaluations.contains(trial));
    }

    /** Returns the requests of the first score of the seed program. */
    CallsByRole seedScore() {
        return sum(seedEvaluation::equals);
    }

    /**
     * Returns the steps of the search in the order of the method. Those of a race are its steps and
     * validations, in the order of its requests. Requests of the meta level are not counted.
     */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (TrialId trial : trials.values()) {
            Map<Integer, ScoreAggregated> scored = scores.getOrDefault(trial.value(), Map.of());
            requests.getOrDefault(trial.value(), Map.of())
                    .forEach((step, calls) -> steps.add(step(calls, scored.get(step))));
        }
        for (TrialId trial : race) {
            CallsByRole calls = sum(trial.value()::equals);
            ScoreAggregated score = validations.get(trial.value());
            Step step = step(calls, score);
            steps.add(trial.value().equals(allItems) ? step.replacingHalf() : step);
        }
        return List.copyOf(steps);
    }

    private static Step step(CallsByRole calls, @Nullable ScoreAggregated scored) {
        return scored == null
                ? new Step(calls, null, null)
                : new Step(calls, scored.program(), scored.stats());
    }

    /**
     * A step of a trial, or a step or a validation of a race.
     *
     * @param program what it made; null if it made nothing
     * @param score the validation score of that program; null without a program
     * @param onAllItems whether the scores before it are of half of the validation items
     */
    record Step(
            CallsByRole calls,
            @Nullable Program program,
            @Nullable ScoreStats score,
            boolean onAllItems) {
        Step(CallsByRole calls, @Nullable Program program, @Nullable ScoreStats score) {
            this(calls, program, score, false);
        }

        Step replacingHalf() {
            return new Step(calls, program, score, true);
        }
    }

    /** Returns all requests. */
    public CallsByRole all() {
        return sum(trial -> true);
    }

    /**
     * Returns the best validation score so far against the requests so far: a point per step, in
     * the order of the method. Requests of the meta level are not counted.
     */
    List<CurvePoint> curve() {
        List<CurvePoint> curve = new ArrayList<>();
        double seeded = 0;
        long spent = 0;
        if (state != null && !state.lines().isEmpty()) {
            ScoreStats seed = state.lines().getFirst().validation();
            seeded = seed.mean();
            spent = seedScore().total();
            curve.add(new CurvePoint(spent, seeded));
        }
        double best = seeded;
        for (Step step : steps()) {
            spent += step.calls().total();
            if (step.onAllItems()) best = seeded;
            if (step.score() != null) best = Math.max(best, step.score().mean());
            curve.add(new CurvePoint(spent, best));
        }
        return List.copyOf(curve);
    }

    private CallsByRole sum(Predicate<String> trials) {
        return requests.entrySet().stream()
                .filter(of -> trials.test(of.getKey()))
                .flatMap(of -> of.getValue().values().stream())
                .reduce(CallsByRole.NOTHING, CallsByRole::plus);
    }

    /** Requests of the meta level belong to the run, all others to their trial. */
    private void count(LlmRequest ask) {
        requests.computeIfAbsent(ask.replyKey(), any -> new TreeMap<>())
                .merge(ask.step(), CallsByRole.one(ask.role()), CallsByRole::plus);
    }

    /** Keeps the score of a whole validation; one that ended early has none. */
    private void validated(ScoreAggregated score) {
        if (score.split() == Split.VAL
                && score.atMost() == null
                && score.status() == ScoreAggregated.Status.OK)
            validations.put(score.stepRef().trial().value(), score);
    }

    private void step(ScoreAggregated score) {
        if (score.status() == ScoreAggregated.Status.OK)
            scores.computeIfAbsent(score.stepRef().trial().value(), any -> new TreeMap<>())
                    .put(score.stepRef().step(), score);
    }
}
