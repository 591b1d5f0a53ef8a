package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.streams.Topics;

/**
 * Asks and tokens of one run.
 *
 * @param asked all asks, answered or not
 * @param byRole answered asks per model role, paid and saved together
 * @param saved asks answered from a recorded call
 * @param again attempts of its calls that came after one that may have been paid, but whose end
 *     nobody knew: a worker was killed, or it timed out
 * @param paidCost of asks that were bought, without attempts whose end nobody knew
 */
record CallCounts(long asked, Map<String, Long> byRole, long saved, long again, Cost paidCost) {
    /** As the log of the worker's answers has them; survives restarts. */
    static CallCounts of(Cluster cluster, RunId run) {
        Map<String, ModelRole> roles = new TreeMap<>();
        Set<String> calls = new TreeSet<>();
        for (LlmRequest request :
                cluster.all(Topics.LLM_REQUESTS, LlmRequest.class, one -> one.run().equals(run))) {
            roles.put(request.askId().value(), request.role());
            calls.add(request.callId().value());
        }
        Map<String, Long> asks = new TreeMap<>();
        Set<String> counted = new TreeSet<>();
        long saved = 0;
        Cost paid = Cost.NONE;
        for (Asker asker : List.of(Asker.values())) {
            for (LlmResponse answer :
                    cluster.all(
                            Topics.responses(asker),
                            LlmResponse.class,
                            one -> atModel(one) && roles.containsKey(one.ask().value()))) {
                if (!counted.add(answer.ask().value())) continue;
                asks.merge(name(requireNonNull(roles.get(answer.ask().value()))), 1L, Long::sum);
                if (!answer.paid()) saved++;
                if (answer.paid())
                    paid = paid.plus(answer.cost(requireNonNull(roles.get(answer.ask().value()))));
            }
        }
        return new CallCounts(roles.size(), asks, saved, again(cluster, calls), paid);
    }

    private static String name(ModelRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Whether there was an answer at all, bought now or before. */
    private static boolean atModel(LlmResponse answer) {
        return switch (answer.outcome()) {
            case OK, INVALID, FAILED, TIMEOUT -> true;
            case BUDGET, CANCELLED, EXPIRED -> false;
        };
    }

    /** Of calls that several runs share, the attempts count in each of them. */
    private static long again(Cluster cluster, Set<String> calls) {
        Map<String, Integer> attempts = new TreeMap<>();
        for (LedgerEntry row : cluster.ledger()) {
            if (calls.contains(row.key())) attempts.merge(row.key(), attempts(row), Math::max);
        }
        return attempts.values().stream().mapToLong(so -> Math.max(0, so - 1)).sum();
    }

    private static int attempts(LedgerEntry row) {
        return switch (row) {
            case LedgerEntry.Started started -> started.attempts();
            case LedgerEntry.Done done -> done.attempts();
            case LedgerEntry.AskAnswered copied -> 0;
            case LedgerEntry.AskParked waiting -> 0;
        };
    }

    /** Those that have an answer. */
    long asks() {
        return byRole.values().stream().mapToLong(Long::longValue).sum();
    }

    long paid() {
        return asks() - saved;
    }
}
