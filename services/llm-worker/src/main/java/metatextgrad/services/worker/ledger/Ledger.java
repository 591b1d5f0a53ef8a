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
 * The recorded state of the calls and requests of one partition. Decides the next action for a
 * request (RELIABILITY §2.4). Not thread-safe.
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
         * @param attempts number of possibly billed attempts, including the next one
         * @param hidden the row that keeps the answer whose DONE record STARTED overwrites
         */
        record MakeCall(int attempts, LedgerEntry.@Nullable RequestAnswered hidden)
                implements Action {}

        /** The call is in flight. Its answer also answers this request. */
        record Join() implements Action {}

        /** An answer is recorded. The request gets a copy. */
        record Copy(AnswerPosition answer) implements Action {}

        /** The request was already answered. */
        record AlreadyAnswered(AnswerPosition answer) implements Action {}

        /** All allowed attempts were made, and their results are unknown. */
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
     * Returns the next action for a request.
     *
     * @param running whether the call is in flight in this worker
     */
    public Action actionFor(LlmRequest request, boolean running) {
        int answer = answerRow(request.callKey(), request.requestId());
        if (answer >= 0) return new Action.AlreadyAnswered(rows.place(answer));
        if (running) return new Action.Join();
        int row = rows.find(request.callKey().value());
        if (row < 0) return new Action.MakeCall(1, null);
        if (rows.ended(row))
            return isReused(request, rows.outcome(row))
                    ? new Action.Copy(rows.place(row))
                    : new Action.MakeCall(1, hiddenBy(request.callKey()));
        // Started by a terminated worker: the result is unknown.
        int attempts = rows.attempts(row);
        return attempts < maxPaidAttempts
                ? new Action.MakeCall(attempts + 1, null)
                : new Action.GiveUp(attempts);
    }

    /** Returns the next action for a request whose recorded answer has expired. */
    public Action actionForExpired(LlmRequest request, boolean running) {
        if (running) return new Action.Join();
        return new Action.MakeCall(1, hiddenBy(request.callKey()));
    }

    public boolean knows(CallKey call, RequestId requestId) {
        return answerRow(call, requestId) >= 0 || parked.contains(requestId);
    }

    /** Returns whether the request is recorded with this outcome. */
    public boolean ended(CallKey call, RequestId requestId, Outcome outcome) {
        int row = answerRow(call, requestId);
        return row >= 0 && rows.outcome(row) == outcome;
    }

    /** Returns the requests that wait for a budget. */
    public ParkedRequests parked() {
        return parked;
    }

    /** Returns the spending in this partition; the last row of each budget counts. */
    public List<BudgetSpend> spends() {
        return spends;
    }

    public int size() {
        return rows.size();
    }

    /** Returns the estimated heap usage in bytes. */
    public long bytes() {
        return rows.bytes();
    }

    /** A fork also repeats unusable answers: what followed from them is part of its origin. */
    private static boolean isReused(LlmRequest request, Outcome recorded) {
        return recorded == Outcome.OK || (recorded == Outcome.INVALID && request.run().isFork());
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
