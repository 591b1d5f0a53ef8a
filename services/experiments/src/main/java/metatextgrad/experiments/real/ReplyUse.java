package metatextgrad.experiments.real;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import metatextgrad.experiments.real.StudyRow.ReplyCount;
import metatextgrad.experiments.record.CallTotals;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestKind;
import metatextgrad.llm.RequestPath;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Text;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunState;

/**
 * Counts the calls behind the answered requests of a search or an evaluation, each call once, and
 * how many replies of each kind were used. Not thread-safe.
 */
final class ReplyUse implements Consumer<Event> {
    private final CallTotals totals;
    private final Set<String> calls = new TreeSet<>();
    private final Map<RequestKind, long[]> kinds = new EnumMap<>(RequestKind.class);
    private final Map<RequestKind, Long> unread = new EnumMap<>(RequestKind.class);

    /** The places in an array of counts. */
    private static final int FIRST = 0;

    private static final int AGAIN = 1;
    private static final int WITHOUT_ANSWER = 2;

    ReplyUse(CallTotals totals) {
        this.totals = totals;
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case LlmResponse response -> {
                if (calls.add(response.callKey().value())) count(response);
            }
            case OptimizerState step -> {
                for (UnusableReply reply : step.unusable())
                    unread.merge(rewrite(reply.about()), 1L, Long::sum);
            }
            default -> {}
        }
    }

    /** Counts the rounds of a search whose replies could not be used. */
    void add(RunState last) {
        for (RoundEnd round : last.rounds())
            if (round.verdict() == Verdict.INVALID)
                unread.merge(
                        round.phase() == MetaPhase.STRUCTURE
                                ? RequestKind.COMPOSITION
                                : RequestKind.DESCRIPTION,
                        1L,
                        Long::sum);
    }

    /** Returns the number of distinct calls. */
    int calls() {
        return calls.size();
    }

    /** Returns the counts of each kind, answers of the program apart. */
    Map<String, ReplyCount> replies() {
        Map<String, ReplyCount> replies = new TreeMap<>();
        kinds.forEach(
                (kind, counts) -> {
                    long all = counts[FIRST] + counts[AGAIN];
                    // A second attempt follows a reply that was not used.
                    long lost =
                            Math.max(counts[WITHOUT_ANSWER], counts[AGAIN])
                                    + unread.getOrDefault(kind, 0L);
                    replies.put(Text.kebab(kind), new ReplyCount(all, Math.max(0, all - lost)));
                });
        return replies;
    }

    private void count(LlmResponse response) {
        boolean ok = response.outcome() == Outcome.OK;
        totals.add(response.role(), response.usage(), ok ? "" : CallTotals.kind(response));
        long[] counts =
                kinds.computeIfAbsent(
                        RequestKind.of(response.role(), response.place()), any -> new long[3]);
        counts[response.attempt() == 0 ? FIRST : AGAIN]++;
        if (!ok) counts[WITHOUT_ANSWER]++;
    }

    private static RequestKind rewrite(String about) {
        return RequestKind.of(ModelRole.OPTIMIZER, RequestPath.of("update", about));
    }
}
