package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;
import static metatextgrad.llm.LlmResponse.Outcome.FAILED;
import static metatextgrad.llm.LlmResponse.Outcome.TIMEOUT;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * @param without answered asks whose answer is that there is none: all attempts failed
 * @param inDoubt attempts of its calls that may have been paid and whose answer nobody saw: a
 *     worker was killed, or they timed out
 * @param paidCost of asks that were bought, without attempts whose end nobody knew
 */
record CallCounts(
        long asked,
        Map<String, Long> byRole,
        long saved,
        long without,
        long inDoubt,
        Cost paidCost) {
    /**
     * As the log of the worker's answers has them; survives restarts.
     *
     * @param over whether the run has ended, so that none of its calls is under way
     */
    static CallCounts of(Cluster cluster, RunId run, boolean over) {
        Map<String, ModelRole> roles = new TreeMap<>();
        Set<String> calls = new TreeSet<>();
        long without = 0;
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
                if (answer.outcome() == FAILED || answer.outcome() == TIMEOUT) without++;
                if (answer.paid())
                    paid = paid.plus(answer.cost(requireNonNull(roles.get(answer.ask().value()))));
            }
        }
        long doubts = inDoubt(cluster, calls, roles.keySet(), over);
        return new CallCounts(roles.size(), asks, saved, without, doubts, paid);
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

    /** Of calls that several runs share, they count in the run that bought. */
    private static long inDoubt(
            Cluster cluster, Set<String> calls, Set<String> asks, boolean over) {
        Map<String, Doubts> doubts = new TreeMap<>();
        for (LedgerEntry row : cluster.ledger()) {
            if (calls.contains(row.key()))
                doubts.put(row.key(), doubts.getOrDefault(row.key(), Doubts.NONE).after(row, asks));
        }
        return doubts.values().stream().mapToLong(call -> call.count(over)).sum();
    }

    /**
     * Of one call.
     *
     * @param ended attempts in doubt when it ended, as often as it did
     * @param open attempts since then, which no end has
     */
    private record Doubts(long ended, int open) {
        static final Doubts NONE = new Doubts(0, 0);

        Doubts after(LedgerEntry row, Set<String> asks) {
            return switch (row) {
                case LedgerEntry.Started started -> new Doubts(ended, started.attempts());
                case LedgerEntry.Done done ->
                        new Doubts(
                                ended + (asks.contains(done.first().value()) ? done.inDoubt() : 0),
                                0);
                case LedgerEntry.AskAnswered copied -> this;
                case LedgerEntry.AskParked waiting -> this;
            };
        }

        /** The last open attempt of a run that goes on may be under way. */
        long count(boolean over) {
            return ended + (over ? open : Math.max(0, open - 1));
        }
    }

    /** Those that have an answer. */
    long asks() {
        return byRole.values().stream().mapToLong(Long::longValue).sum();
    }

    long paid() {
        return asks() - saved;
    }

    /** Behind the sum for people; empty where each ask has an answer of a model. */
    String lacking() {
        return without == 0 ? "" : "; %d of them without an answer".formatted(without);
    }

    /** A line for people; none where nothing is in doubt. */
    Optional<String> doubts() {
        return inDoubt == 0
                ? Optional.empty()
                : Optional.of(
                        "in doubt, as nobody saw the answer (a killed worker, a timeout): %d"
                                .formatted(inDoubt));
    }
}
