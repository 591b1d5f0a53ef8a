package metatextgrad.adapt;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;

/**
 * The optimizers that runs tried: of the last runs all, of earlier ones what later choices need. So
 * a project that adapts for years keeps a bounded number of them.
 */
record JudgedRuns(DecisionBuilder decision, AdaptKeys keys) {
    /** Runs whose candidates may still have a contest. */
    static final int KEPT = 40;

    void add(OptimizersJudged judged) {
        List<RowKey<OptimizersJudged>> before = decision.keys(keys.judged());
        int place = before.isEmpty() ? 0 : AdaptKeys.place(before.getLast()) + 1;
        decision.put(keys.judged(place), judged);
        List<RowKey<OptimizersJudged>> rows = decision.keys(keys.judged());
        int old = rows.size() - KEPT;
        if (old > 0) thin(rows.get(old - 1), rows.subList(old, rows.size()));
    }

    /** Runs start from optimizers in use, so what nothing needs now is not needed later. */
    private void thin(RowKey<OptimizersJudged> row, List<RowKey<OptimizersJudged>> later) {
        OptimizersJudged all = requireNonNull(decision.get(row));
        Set<String> needed = needed(later);
        List<OptimizerVersion> kept =
                all.versions().stream()
                        .filter(one -> one.submitted() || isNeeded(one, needed))
                        .toList();
        if (kept.isEmpty()) decision.delete(row);
        else decision.put(row, new OptimizersJudged(all.project(), kept));
    }

    /** Each run reports its base optimizers again, and no choice reads these reports. */
    private static boolean isNeeded(OptimizerVersion version, Set<String> needed) {
        return version.verdict() != Verdict.BASE && needed.contains(version.spec().contentId());
    }

    /** Returns what the last runs tried, what had a contest, and what these descend from. */
    private Set<String> needed(List<RowKey<OptimizersJudged>> later) {
        Map<String, Set<String>> parents = new TreeMap<>();
        for (OptimizerVersion one : keys.versions(decision))
            parents.computeIfAbsent(one.spec().contentId(), id -> new TreeSet<>())
                    .addAll(one.parents());
        List<OptimizerVersion> roots = new ArrayList<>(decision.all(keys.decided()));
        for (RowKey<OptimizersJudged> row : later)
            roots.addAll(requireNonNull(decision.get(row)).versions());
        AdaptState state = decision.get(keys.state());
        if (state != null && state.contest() != null) roots.add(state.contest().candidate());
        Set<String> needed = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (OptimizerVersion root : roots) {
            open.add(root.spec().contentId());
            open.addAll(root.parents());
        }
        while (!open.isEmpty()) {
            String next = open.remove();
            if (needed.add(next)) open.addAll(parents.getOrDefault(next, Set.of()));
        }
        return needed;
    }
}
