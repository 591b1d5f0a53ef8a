package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated;

/**
 * Collects the programs that the trials of a run accept, in the order of events. Calls are distinct
 * requests, since a recorded answer is not requested from the server again. Calls of the
 * evaluations at the end of a run do not count. Not thread-safe.
 */
final class AcceptedPrograms implements Consumer<Event> {
    private static final String SEED = "seed";

    private final Set<String> calls = new TreeSet<>();
    private final Set<String> finalEvaluations = new TreeSet<>();
    private final Map<String, Integer> latest = new TreeMap<>();
    private final List<AcceptedProgram> programs = new ArrayList<>();

    @Override
    public void accept(Event event) {
        switch (event) {
            case EvaluationRequested evaluation -> {
                if (!evaluation.purpose().equals(SEED))
                    finalEvaluations.add(evaluation.stepRef().trial().value());
            }
            case LlmRequest request -> {
                if (!finalEvaluations.contains(request.replyKey()))
                    calls.add(request.callKey().value());
            }
            case ScoreAggregated score -> score(score);
            default -> {}
        }
    }

    /** Returns the path of the search. */
    SearchPath path(String method, long seed) {
        return new SearchPath(method, "", seed, calls.size(), programs);
    }

    /** The first score is that of the seed program. */
    private void score(ScoreAggregated score) {
        String trial = score.stepRef().trial().value();
        if (score.status() != ScoreAggregated.Status.OK || finalEvaluations.contains(trial)) return;
        if (programs.isEmpty()) {
            add(score, -1);
        } else if (score.scope() == ScoreAggregated.Scope.STEP) {
            int parent = latest.getOrDefault(trial, 0);
            Double known = programs.get(parent).validation();
            if (known != null && score.stats().mean() <= known) return;
            latest.put(trial, programs.size());
            add(score, parent);
        }
    }

    private void add(ScoreAggregated score, int parent) {
        programs.add(
                new AcceptedProgram(calls.size(), score.stats().mean(), score.program(), parent));
    }
}
