package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.topics.Topics;

/**
 * Requests and tokens of one run.
 *
 * @param cacheHits requests that a recorded call answered
 * @param refused requests that ended without a model: the server refused the call, and billed none
 * @param unanswered requests that ended without a reply to their last attempt, which is in doubt
 * @param inDoubt attempts that may have been billed and whose answer was not recorded: a worker was
 *     killed, or the attempt timed out
 * @param timedOut attempts in doubt that timed out; the others were lost with their process
 * @param byRole answered requests per model role, model calls and cache hits together
 * @param billed cost of model calls, without attempts in doubt
 */
@JsonPropertyOrder({
    "requests",
    "modelCalls",
    "cacheHits",
    "refused",
    "unanswered",
    "inDoubt",
    "byRole"
})
public record CallCounts(
        Map<ModelRole, Long> byRole,
        long cacheHits,
        long refused,
        long unanswered,
        long inDoubt,
        @JsonIgnore long timedOut,
        @JsonIgnore Cost billed) {
    /** Returns the counts that workers wrote together with the answers of this run. */
    public static CallCounts of(Cluster cluster, RunId run) {
        return of(rows(cluster, run));
    }

    /** Returns these counts, one row per partition and session. */
    static List<RunCalls> rows(Cluster cluster, RunId run) {
        return cluster.last(Topics.BUDGET_SPEND, RunCalls.class, RunCalls.prefix(run)).stream()
                .filter(row -> row.run().equals(run))
                .toList();
    }

    static CallCounts of(Collection<RunCalls> rows) {
        Map<ModelRole, Long> byRole = new EnumMap<>(ModelRole.class);
        long cacheHits = 0;
        long refused = 0;
        long unanswered = 0;
        long inDoubt = 0;
        long timedOut = 0;
        Cost billed = Cost.NONE;
        for (RunCalls row : rows) {
            inDoubt += row.inDoubt();
            timedOut += row.timedOut();
            for (RunCalls.Count count : row.counts()) {
                if (!calledModel(count)) continue;
                byRole.merge(count.role(), count.requests(), Long::sum);
                switch (count.billing()) {
                    case NONE -> cacheHits += count.requests();
                    case BILLED -> billed = billed.plus(count.cost());
                    case REFUSED -> refused += count.requests();
                    case IN_DOUBT -> unanswered += count.requests();
                }
            }
        }
        return new CallCounts(byRole, cacheHits, refused, unanswered, inDoubt, timedOut, billed);
    }

    /** Returns whether a model was called, now or earlier: no answer of a failure is kept. */
    private static boolean calledModel(RunCalls.Count count) {
        return switch (count.outcome()) {
            case OK, INVALID -> true;
            case FAILED, TIMEOUT -> count.billing() != LlmResponse.Billing.NONE;
            case BUDGET, CANCELLED, EXPIRED -> false;
        };
    }

    /** Returns requests that have ended: model calls, cache hits, refused and unanswered ones. */
    @JsonProperty
    public long requests() {
        return byRole.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the billed calls. */
    @JsonProperty
    public long modelCalls() {
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
                        "calls in doubt: %d timed out, %d lost with a process or a connection (possibly billed, but no answer was recorded)"
                                .formatted(timedOut, inDoubt - timedOut));
    }
}
