package metatextgrad.experiments.path;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.ProgramId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import org.jspecify.annotations.Nullable;

/**
 * Collects the programs that a run accepts, in the order of events: those that a trial keeps, and
 * in a race those that were validated to the end. Calls are distinct requests, since a recorded
 * answer is not requested from the server again. Calls of the evaluations at the end of a run do
 * not count. Not thread-safe.
 */
public final class AcceptedPrograms implements Consumer<Event> {
    private static final String SEED = "seed";

    private final Set<String> calls = new TreeSet<>();
    private final Set<String> finalEvaluations = new TreeSet<>();
    private final Set<String> validations = new TreeSet<>();
    private final Set<String> again = new TreeSet<>();
    private final Map<String, Integer> latest = new TreeMap<>();
    private final Map<String, ProgramId> startOfStep = new TreeMap<>();
    private final Map<ProgramId, ProgramId> parents =
            new TreeMap<>(Comparator.comparing(ProgramId::value));
    private final List<AcceptedProgram> programs = new ArrayList<>();

    @Override
    public void accept(Event event) {
        switch (event) {
            case EvaluationRequested evaluation -> {
                String trial = evaluation.stepRef().trial().value();
                if (isFinal(evaluation)) finalEvaluations.add(trial);
                else if (evaluation.purpose().equals(EvaluationRequested.AGAIN)) again.add(trial);
                else if (!evaluation.purpose().equals(SEED)) validations.add(trial);
                for (ProgramId parent : evaluation.merged())
                    parents.putIfAbsent(evaluation.program().id(), parent);
            }
            case StepRequested step ->
                    startOfStep.put(step.stepRef().trial().value(), step.program().id());
            case LlmRequest request -> {
                if (!finalEvaluations.contains(request.replyKey()))
                    calls.add(request.callKey().value());
            }
            case ScoreAggregated score -> score(score);
            default -> {}
        }
    }

    /** Whether an evaluation is one at the end of a run, and no part of its search. */
    public static boolean isFinal(EvaluationRequested evaluation) {
        return !evaluation.purpose().equals(SEED) && evaluation.earlyEnd() == null;
    }

    /** Returns the path of the search. */
    public SearchPath path(String method, long seed) {
        return new SearchPath(method, "", seed, calls.size(), programs);
    }

    /** The first score is that of the seed program. */
    private void score(ScoreAggregated score) {
        String trial = score.stepRef().trial().value();
        if (score.status() != ScoreAggregated.Status.OK || finalEvaluations.contains(trial)) return;
        ProgramId start = startOfStep.get(trial);
        if (programs.isEmpty()) {
            add(score, -1);
        } else if (start != null) {
            parents.putIfAbsent(score.program().id(), start);
        } else if (again.contains(trial)) {
            onAllItems(score);
        } else if (validations.contains(trial)) {
            if (score.atMost() == null) add(score, place(parents.get(score.program().id())));
        } else if (score.scope() == ScoreAggregated.Scope.STEP) {
            int parent = latest.getOrDefault(trial, 0);
            Double known = programs.get(parent).validation();
            if (known != null && score.stats().mean() <= known) return;
            latest.put(trial, programs.size());
            add(score, parent);
        }
    }

    /** The best program so far keeps its place only if it is not worse on all tasks. */
    private void onAllItems(ScoreAggregated score) {
        AcceptedProgram seed = programs.getFirst();
        double mean = score.stats().mean();
        boolean kept = score.atMost() == null && mean >= requireNonNull(seed.validation());
        int place = kept ? place(score.program().id()) : 0;
        AcceptedProgram best = programs.get(place);
        programs.add(
                new AcceptedProgram(
                        calls.size(),
                        kept ? Double.valueOf(mean) : seed.validation(),
                        best.program(),
                        best.parent(),
                        true));
    }

    /** Returns the place of a program; that of the seed program if it was never accepted. */
    private int place(@Nullable ProgramId program) {
        for (int i = 0; i < programs.size(); i++)
            if (programs.get(i).program().id().equals(program)) return i;
        return 0;
    }

    private void add(ScoreAggregated score, int parent) {
        programs.add(
                new AcceptedProgram(calls.size(), score.stats().mean(), score.program(), parent));
    }
}
