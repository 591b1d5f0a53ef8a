package metatextgrad.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;

/**
 * How the requests of a run ended, in one partition of the ledger and one session: from the moment
 * its owner loaded the ledger until it loads it again. The worker writes the row together with the
 * answers. A new session has a row of its own, so no worker depends on the counts of another one.
 * The totals of a run are the sums over all its rows.
 *
 * @param session when it began, in milliseconds since 1970
 * @param inDoubt attempts that may have been billed and whose answer was not recorded
 * @param timedOut of these, attempts that timed out; the others were lost with their process
 */
public record RunCalls(
        RunId run, int partition, long session, List<Count> counts, long inDoubt, long timedOut)
        implements Event {
    /**
     * The number of requests that ended in one way, and their tokens.
     *
     * @param again whether they repeat a request whose reply was unusable
     * @param estimated whether tokens are estimated in part, because a server reported none
     */
    public record Count(
            ModelRole role,
            RequestKind kind,
            boolean again,
            Outcome outcome,
            Billing billing,
            long requests,
            long inputTokens,
            long outputTokens,
            boolean estimated) {
        private static Count of(LlmResponse answer) {
            return new Count(
                    answer.role(),
                    RequestKind.of(answer.role(), answer.place()),
                    answer.attempt() > 0,
                    answer.outcome(),
                    answer.billing(),
                    1,
                    answer.usage().inputTokens(),
                    answer.usage().outputTokens(),
                    answer.usage().estimated());
        }

        /** Returns their list cost. */
        public Cost cost() {
            Cost.Spent spent = new Cost.Spent(requests, inputTokens, outputTokens, estimated, 0);
            return new Cost(Map.of(role, spent));
        }

        private boolean sameKind(Count one) {
            return role == one.role
                    && kind == one.kind
                    && again == one.again
                    && outcome == one.outcome
                    && billing == one.billing;
        }

        private Count plus(Count one) {
            return new Count(
                    role,
                    kind,
                    again,
                    outcome,
                    billing,
                    requests + one.requests,
                    inputTokens + one.inputTokens,
                    outputTokens + one.outputTokens,
                    estimated || one.estimated);
        }
    }

    public RunCalls {
        counts = List.copyOf(counts);
    }

    /** Returns these counts and one more ended request, with its attempts in doubt. */
    public RunCalls plus(LlmResponse answer, int doubts, int timeouts) {
        Count one = Count.of(answer);
        List<Count> sum = new ArrayList<>(counts);
        int at = 0;
        while (at < sum.size() && !sum.get(at).sameKind(one)) at++;
        if (at < sum.size()) sum.set(at, sum.get(at).plus(one));
        else sum.add(one);
        return new RunCalls(run, partition, session, sum, inDoubt + doubts, timedOut + timeouts);
    }

    /** The key contains partition and session, so that compaction keeps one row of each. */
    @Override
    public String key() {
        return prefix(run) + session + "/" + partition;
    }

    /** Returns the first letters of the keys of this run alone. */
    public static String prefix(RunId run) {
        return run + "/";
    }
}
