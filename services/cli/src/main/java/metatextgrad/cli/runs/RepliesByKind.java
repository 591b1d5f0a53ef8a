package metatextgrad.cli.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestKind;
import metatextgrad.llm.RequestPath;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import org.jspecify.annotations.Nullable;

/**
 * One line per kind of prompt: how many replies were requested, how many of them could be used, and
 * why the others could not. Pure.
 */
final class RepliesByKind {
    private final Collection<RunCalls> calls;
    private final Map<RequestKind, List<String>> reasons = new TreeMap<>();

    private RepliesByKind(Collection<RunCalls> calls) {
        this.calls = calls;
    }

    /**
     * Returns the lines, in the order of the kinds; none for a kind that was never requested.
     *
     * @param steps of the run; null if they have expired, so that no rewrite is known to be usable
     */
    static List<String> of(
            Collection<RunCalls> calls,
            @Nullable Collection<OptimizerState> steps,
            List<RoundEnd> rounds) {
        RepliesByKind kinds = new RepliesByKind(calls);
        for (OptimizerState step : steps == null ? List.<OptimizerState>of() : steps)
            for (UnusableReply reply : step.unusable())
                kinds.lost(kind(reply.about()), reply.reason());
        for (RoundEnd round : rounds)
            if (round.verdict() == Verdict.INVALID)
                kinds.lost(
                        round.phase() == MetaPhase.STRUCTURE
                                ? RequestKind.COMPOSITION
                                : RequestKind.DESCRIPTION,
                        round.reason());
        List<String> lines = new ArrayList<>();
        for (RequestKind kind : RequestKind.values())
            if (steps != null || !isRewrite(kind)) kinds.line(kind, lines);
        return lines;
    }

    private static boolean isRewrite(RequestKind kind) {
        return kind == RequestKind.PROMPT_REWRITE || kind == RequestKind.PROGRAM_REWRITE;
    }

    private static RequestKind kind(String about) {
        return RequestKind.of(ModelRole.OPTIMIZER, RequestPath.of("update", about));
    }

    private void lost(RequestKind kind, String reason) {
        reasons.computeIfAbsent(kind, k -> new ArrayList<>()).add(reason);
    }

    private void line(RequestKind kind, List<String> lines) {
        long asked = count(kind, false, false);
        if (asked == 0) return;
        long again = count(kind, true, false);
        List<String> why = reasons.getOrDefault(kind, List.of());
        long lost =
                switch (kind) {
                    case PROGRAM, JUDGE, CRITIQUE, SUMMARY, DIAGNOSIS ->
                            Math.max(0, count(kind, false, true) + count(kind, true, true) - again);
                    case PROMPT_REWRITE, PROGRAM_REWRITE, DESCRIPTION, COMPOSITION -> why.size();
                };
        lines.add(
                "%s: %d requested, %d usable, %d requested again, %d lost%s"
                        .formatted(kind.replies(), asked, asked - lost, again, lost, most(why)));
    }

    private long count(RequestKind kind, boolean again, boolean failed) {
        return calls.stream()
                .flatMap(row -> row.counts().stream())
                .filter(count -> count.kind() == kind && count.again() == again)
                .filter(count -> !failed || count.outcome() != Outcome.OK)
                .mapToLong(RunCalls.Count::requests)
                .sum();
    }

    /** Returns the most frequent reason; of equals the first in the alphabet. */
    private static String most(List<String> reasons) {
        return reasons.stream()
                .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(why -> ", most often: " + why.getKey())
                .orElse("");
    }
}
