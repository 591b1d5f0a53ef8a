package metatextgrad.services.worker.ledger;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestId;
import metatextgrad.model.event.BudgetSpend;
import org.jspecify.annotations.Nullable;

/**
 * What the worker knows of the calls and requests of one partition, and what a new request finds
 * there (RELIABILITY §2.4). Pure; not thread-safe.
 */
public final class Ledger {
    private final int maxPaidAttempts;
    private final LedgerRows rows = new LedgerRows();
    private final ParkedRequests parked = new ParkedRequests();
    private final List<BudgetSpend> spends = new ArrayList<>();

    public Ledger(int maxPaidAttempts) {
        this.maxPaidAttempts = maxPaidAttempts;
    }

    /** The next action for a request. */
    public sealed interface Action {
        /**
         * No usable answer is recorded.
         *
         * @param attempts attempts that may have been billed, the coming one included
         * @param hidden the row that the request before needs, since STARTED will hide its DONE
         */
        record MakeCall(int attempts, LedgerEntry.@Nullable RequestAnswered hidden)
                implements Action {}

        /** The call is in flight: its end is this request's end. */
        record Join() implements Action {}

        /** There is an answer; the request gets a copy. */
        record Copy(AnswerPosition answer) implements Action {}

        /** The request has had its answer. */
        record AlreadyAnswered(AnswerPosition answer) implements Action {}

        /** Attempted as often as allowed, and its end is unknown. */
        record GiveUp(int attempts) implements Action {}
    }

    public void apply(LedgerEntry entry) {
        switch (entry) {
            case LedgerEntry.Started started -> rows.start(started.call(), started.attempts());
            case LedgerEntry.Done done -> {
                rows.end(done.call(), done.outcome(), done.answer(), done.first());
                parked.ended(done.first());
            }
            case LedgerEntry.RequestAnswered asked -> {
                rows.answer(asked.requestId(), asked.outcome(), asked.answer());
                parked.ended(asked.requestId());
            }
            case LedgerEntry.RequestParked waits -> parked.park(waits);
        }
    }

    /**
     * What a request finds.
     *
     * @param running whether this worker has the call in flight
     */
    public Action actionFor(LlmRequest request, boolean running) {
        int answer = answerRow(request.callKey(), request.requestId());
        if (answer >= 0) return new Action.AlreadyAnswered(rows.place(answer));
        if (running) return new Action.Join();
        int row = rows.find(request.callKey().value());
        if (row < 0) return new Action.MakeCall(1, null);
        if (rows.ended(row))
            return rows.outcome(row) == Outcome.OK
                    ? new Action.Copy(rows.place(row))
                    : new Action.MakeCall(1, hiddenBy(request.callKey()));
        // Started by a worker that is gone, so its end is unknown.
        int attempts = rows.attempts(row);
        return attempts < maxPaidAttempts
                ? new Action.MakeCall(attempts + 1, null)
                : new Action.GiveUp(attempts);
    }

    /** As {@link #actionFor} where the recorded answer has left the log. */
    public Action actionForExpired(LlmRequest request, boolean running) {
        if (running) return new Action.Join();
        return new Action.MakeCall(1, hiddenBy(request.callKey()));
    }

    public boolean knows(CallKey call, RequestId requestId) {
        return answerRow(call, requestId) >= 0 || parked.contains(requestId);
    }

    /** Whether it is recorded that this request ended so. */
    public boolean ended(CallKey call, RequestId requestId, Outcome outcome) {
        int row = answerRow(call, requestId);
        return row >= 0 && rows.outcome(row) == outcome;
    }

    /** Requests that wait for a budget. */
    public ParkedRequests parked() {
        return parked;
    }

    /** What has been spent in this partition, one row per project; the last one counts. */
    public List<BudgetSpend> spends() {
        return spends;
    }

    public int size() {
        return rows.size();
    }

    /** What it takes of the heap. */
    public long bytes() {
        return rows.bytes();
    }

    private int answerRow(CallKey call, RequestId requestId) {
        int own = rows.find(requestId.value());
        if (own >= 0) return own;
        int row = rows.find(call.value());
        return row >= 0 && rows.ended(row) && rows.first(row).equals(requestId) ? row : -1;
    }

    private LedgerEntry.@Nullable RequestAnswered hiddenBy(CallKey call) {
        int row = rows.find(call.value());
        if (row < 0 || !rows.ended(row)) return null;
        RequestId first = rows.first(row);
        return new LedgerEntry.RequestAnswered(first, rows.outcome(row), rows.place(row));
    }
}
