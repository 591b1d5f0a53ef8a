package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.topics.Topics;

/**
 * Requests and tokens of one run.
 *
 * @param submitted all requests, answered or not
 * @param cacheHits requests that a recorded call answered
 * @param refused requests that ended without a model: the server refused the call, and billed none
 * @param unanswered requests that ended without a reply to their last attempt, which is in doubt
 * @param inDoubt attempts that may have been billed and whose answer was not recorded: a worker was
 *     killed, or the attempt timed out
 * @param byRole answered requests per model role, model calls and cache hits together
 * @param billed cost of model calls, without attempts in doubt
 */
@JsonPropertyOrder({
    "submitted",
    "requests",
    "modelCalls",
    "cacheHits",
    "refused",
    "unanswered",
    "inDoubt",
    "byRole"
})
public record CallCounts(
        long submitted,
        Map<ModelRole, Long> byRole,
        long cacheHits,
        long refused,
        long unanswered,
        long inDoubt,
        @JsonIgnore Cost billed) {
    /**
     * Counts from the log of the worker's answers, so that counts survive restarts.
     *
     * @param finished whether the run has finished, so that none of its calls is in flight
     */
    public static CallCounts of(Cluster cluster, RunId run, boolean finished) {
        Set<String> requests = new TreeSet<>();
        Set<String> calls = new TreeSet<>();
        for (LlmRequest request :
                cluster.all(Topics.LLM_REQUESTS, LlmRequest.class, one -> one.run().equals(run))) {
            requests.add(request.requestId().value());
            calls.add(request.callKey().value());
        }
        Map<ModelRole, Long> byRole = new EnumMap<>(ModelRole.class);
        long cacheHits = 0;
        long refused = 0;
        long unanswered = 0;
        Cost billed = Cost.NONE;
        for (LlmResponse answer : answers(cluster, requests)) {
            byRole.merge(answer.role(), 1L, Long::sum);
            switch (answer.billing()) {
                case NONE -> cacheHits++;
                case BILLED -> billed = billed.plus(answer.cost());
                case REFUSED -> refused++;
                case IN_DOUBT -> unanswered++;
            }
        }
        long doubts = inDoubt(cluster, calls, requests, finished);
        return new CallCounts(
                requests.size(), byRole, cacheHits, refused, unanswered, doubts, billed);
    }

    /** Returns the first answer to each of these requests. */
    private static Collection<LlmResponse> answers(Cluster cluster, Set<String> requests) {
        Map<String, LlmResponse> first = new TreeMap<>();
        for (Requester requester : Requester.values()) {
            for (LlmResponse answer :
                    cluster.all(
                            Topics.responses(requester),
                            LlmResponse.class,
                            one -> calledModel(one) && requests.contains(one.requestId().value())))
                first.putIfAbsent(answer.requestId().value(), answer);
        }
        return first.values();
    }

    /** Returns whether a model was called, now or earlier. */
    private static boolean calledModel(LlmResponse answer) {
        return switch (answer.outcome()) {
            case OK, INVALID, FAILED, TIMEOUT -> true;
            case BUDGET, CANCELLED, EXPIRED -> false;
        };
    }

    /** Counts attempts in doubt. A call that several runs share counts in the run that made it. */
    private static long inDoubt(
            Cluster cluster, Set<String> calls, Set<String> requests, boolean finished) {
        Map<String, Doubts> doubts = new TreeMap<>();
        for (LedgerEntry row : cluster.ledger()) {
            if (calls.contains(row.key()))
                doubts.put(
                        row.key(),
                        doubts.getOrDefault(row.key(), Doubts.NONE).after(row, requests));
        }
        return doubts.values().stream().mapToLong(call -> call.count(finished)).sum();
    }

    /**
     * Attempts in doubt of one call.
     *
     * @param ended attempts in doubt each time the call ended
     * @param open attempts since then, which no end has
     */
    private record Doubts(long ended, int open) {
        static final Doubts NONE = new Doubts(0, 0);

        Doubts after(LedgerEntry row, Set<String> requests) {
            return switch (row) {
                case LedgerEntry.Started started -> new Doubts(ended, started.attempts());
                case LedgerEntry.Done done ->
                        new Doubts(
                                ended
                                        + (requests.contains(done.first().value())
                                                ? done.inDoubt()
                                                : 0),
                                0);
                case LedgerEntry.RequestAnswered copied -> this;
                case LedgerEntry.RequestParked waiting -> this;
            };
        }

        /**
         * Counts the attempts. The last open attempt of a run that has not finished may be in
         * flight.
         */
        long count(boolean finished) {
            return ended + (finished ? open : Math.max(0, open - 1));
        }
    }

    /** Returns requests that have ended: model calls, cache hits, refused and unanswered ones. */
    @JsonProperty
    public long requests() {
        return byRole.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the billed calls. */
    @JsonProperty
    long modelCalls() {
        return requests() - cacheHits - refused - unanswered;
    }

    /** Returns how the requests were answered, as text. */
    String parts() {
        return "%d model calls + %d cache hits%s%s"
                .formatted(
                        modelCalls(),
                        cacheHits,
                        refused == 0 ? "" : " + %d refused".formatted(refused),
                        unanswered == 0 ? "" : " + %d unanswered".formatted(unanswered));
    }

    /** Returns a line of text; empty if nothing is in doubt. */
    Optional<String> doubts() {
        return inDoubt == 0
                ? Optional.empty()
                : Optional.of(
                        "calls in doubt: %d (possibly billed, but no answer was recorded, for example after a crash or a timeout)"
                                .formatted(inDoubt));
    }
}
