package metatextgrad.adapt;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.project.Project;

/**
 * After a drop of the champion's scores, scores it and the champions before it again, on validation
 * tasks that came after the drop. Another one can be best now.
 */
record DriftScores(DecisionBuilder decision, AdaptKeys keys) {
    /** Former champions that are scored. */
    private static final int EARLIER = 3;

    private static final String CHAMPION = "champion";

    /**
     * What scored best.
     *
     * @param mean from 0 to 1
     * @param tasks on which all have a score; 0 if they could not be compared
     */
    record Best(Program program, VersionId version, double mean, int tasks) {
        String text() {
            return tasks == 0
                    ? "after the drop of scores, former champions could not be compared"
                    : String.format(
                            Locale.ROOT,
                            "after the drop of scores, %s is best of those that served: %.3f on %d new tasks",
                            version,
                            mean,
                            tasks);
        }
    }

    /** Requests the scores. Returns false if there is only one program to score. */
    boolean begin(AdaptState state, SetClosed closed, Program champion) {
        Map<VersionId, Program> programs = programs(state.project(), champion);
        if (programs.size() < 2) return false;
        decision.put(keys.rescoring(), closed);
        VersionId first = VersionId.of(state.project().id(), champion);
        programs.forEach(
                (version, program) -> {
                    String name = version.equals(first) ? CHAMPION : version.value();
                    EvaluationRequested request = request(state, closed, name, program);
                    decision.put(keys.rescore(request.stepRef().trial()), request);
                    decision.emit(request);
                });
        return true;
    }

    /** Returns the champion, and the latest ones before it, each once. */
    private Map<VersionId, Program> programs(Project project, Program champion) {
        Map<VersionId, Program> programs = new LinkedHashMap<>();
        programs.put(VersionId.of(project.id(), champion), champion);
        PromptsServed table = decision.get(keys.table());
        List<VersionId> earlier =
                new ArrayList<>(table == null ? List.of() : table.earlier().reversed());
        for (VersionId version : earlier) {
            Program program = keys.program(decision, version);
            if (program != null && programs.size() <= EARLIER)
                programs.putIfAbsent(version, program);
        }
        return programs;
    }

    private static EvaluationRequested request(
            AdaptState state, SetClosed closed, String name, Program program) {
        Project project = AdaptRules.ofWindows(state.project());
        TrialId trial = new TrialId(ContentHash.of("rescore", project.id(), state.window(), name));
        return new EvaluationRequested(
                new StepRef(
                        project.id(),
                        AdaptState.rescore(project.id(), state.window()),
                        RunKind.RESCORE,
                        trial,
                        0,
                        state.window()), // another draw: recorded answers are from before
                name,
                program,
                project.loop(),
                closed.snapshot().spec(),
                Split.VAL,
                false,
                state.window(),
                BatchRequested.NO_DRAW,
                null);
    }

    void keep(GateScored scored) {
        if (decision.has(keys.rescore(scored.trial())))
            decision.put(keys.rescored(scored.trial()), scored);
    }

    /** Returns the best on the tasks that all have a score of; empty while one lacks. */
    Optional<Best> best() {
        List<EvaluationRequested> asked = decision.all(keys.rescores());
        if (asked.isEmpty() || decision.all(keys.rescored()).size() < asked.size())
            return Optional.empty();
        Map<EvaluationRequested, Map<String, Double>> scores = new LinkedHashMap<>();
        // The champion comes first, so it is the best among equals.
        asked.stream()
                .sorted(Comparator.comparing(one -> !one.purpose().equals(CHAMPION)))
                .forEach(one -> scores.put(one, scores(one)));
        EvaluationRequested champion = scores.keySet().iterator().next();
        boolean failed = requireNonNull(scores.get(champion)).isEmpty();
        scores.values().removeIf(Map::isEmpty);
        Set<String> tasks = new TreeSet<>();
        scores.values().forEach(one -> tasks.addAll(one.keySet()));
        scores.values().forEach(one -> tasks.retainAll(one.keySet()));
        Best best = new Best(champion.program(), version(champion), 0, 0);
        if (failed || tasks.isEmpty()) return Optional.of(best);
        for (Map.Entry<EvaluationRequested, Map<String, Double>> one : scores.entrySet()) {
            double mean =
                    tasks.stream()
                            .mapToDouble(task -> requireNonNull(one.getValue().get(task)))
                            .average()
                            .orElse(0);
            if (best.tasks() == 0 || mean > best.mean())
                best = new Best(one.getKey().program(), version(one.getKey()), mean, tasks.size());
        }
        return Optional.of(best);
    }

    /** Returns the score of each task that has one; none if the evaluation failed. */
    private Map<String, Double> scores(EvaluationRequested request) {
        GateScored scored = requireNonNull(decision.get(keys.rescored(request.stepRef().trial())));
        Map<String, Double> scores = new TreeMap<>();
        if (scored.failure() != null) return scores;
        for (ItemOutcome outcome : scored.outcomes())
            if (outcome.score().counts())
                scores.put(outcome.task().value(), outcome.score().value());
        return scores;
    }

    private static VersionId version(EvaluationRequested request) {
        return VersionId.of(request.stepRef().project(), request.program());
    }

    void clear() {
        decision.delete(keys.rescoring());
        decision.deleteAll(keys.rescores());
        decision.deleteAll(keys.rescored());
    }
}
