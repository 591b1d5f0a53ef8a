package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.AskId;
import metatextgrad.llm.CallId;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.BudgetSpend;
import org.jspecify.annotations.Nullable;

/**
 * What the worker knows of one partition's calls and asks, and what a new ask meets there
 * (RELIABILITY §2.4). Pure; not thread-safe.
 */
final class Ledger {
    private final int maxPaidAttempts;
    private final LedgerRows rows = new LedgerRows();
    private final ParkedRequests parked = new ParkedRequests();
    private final List<BudgetSpend> spends = new ArrayList<>();

    Ledger(int maxPaidAttempts) {
        this.maxPaidAttempts = maxPaidAttempts;
    }

    /** What is to be done for an ask. */
    sealed interface Meeting {
        /**
         * Nobody has a usable answer.
         *
         * @param attempts attempts that may have been paid, the coming one included
         * @param hidden the row that the ask before needs, now that STARTED will hide its DONE
         */
        record Buy(int attempts, LedgerEntry.@Nullable AskAnswered hidden) implements Meeting {}

        /** The call is under way: its end is this ask's end. */
        record Join() implements Meeting {}

        /** There is an answer; the ask gets a copy. */
        record Copy(AnswerPlace answer) implements Meeting {}

        /** The ask has had its answer. */
        record Known(AnswerPlace answer) implements Meeting {}

        /** Bought this often, which is as often as allowed, and nobody knows how it ended. */
        record GiveUp(int attempts) implements Meeting {}
    }

    /** What is known of a call. */
    sealed interface CallState {
        /** Never bought. */
        record Unknown() implements CallState {}

        /** Under way in this worker. */
        record Running() implements CallState {}

        /** Recorded. */
        record Ended(Outcome outcome, AnswerPlace answer) implements CallState {}

        /** Bought by a worker that is gone; nobody knows how it ended. */
        record InDoubt(int attempts) implements CallState {}
    }

    void apply(LedgerEntry entry) {
        switch (entry) {
            case LedgerEntry.Started started -> rows.start(started.call(), started.attempts());
            case LedgerEntry.Done done -> {
                rows.end(done.call(), done.outcome(), done.answer(), done.first());
                parked.ended(done.first());
            }
            case LedgerEntry.AskAnswered asked -> {
                rows.answer(asked.ask(), asked.outcome(), asked.answer());
                parked.ended(asked.ask());
            }
            case LedgerEntry.AskParked waits -> parked.park(waits);
        }
    }

    /**
     * What an ask meets.
     *
     * @param running whether this worker has the call under way
     */
    Meeting meet(WorkerRequest request, boolean running) {
        int answer = answerRow(request.call(), request.ask());
        if (answer >= 0) return new Meeting.Known(rows.place(answer));
        return switch (state(request.call(), running)) {
            case CallState.Unknown unknown -> new Meeting.Buy(1, null);
            case CallState.Running joined -> new Meeting.Join();
            case CallState.Ended ended ->
                    ended.outcome() == Outcome.OK
                            ? new Meeting.Copy(ended.answer())
                            : new Meeting.Buy(1, hiddenBy(request.call()));
            case CallState.InDoubt doubt ->
                    doubt.attempts() < maxPaidAttempts
                            ? new Meeting.Buy(doubt.attempts() + 1, null)
                            : new Meeting.GiveUp(doubt.attempts());
        };
    }

    /** As {@link #meet} where the recorded answer has left the log. */
    Meeting meetExpired(WorkerRequest request, boolean running) {
        if (running) return new Meeting.Join();
        return new Meeting.Buy(1, hiddenBy(request.call()));
    }

    CallState state(CallId call, boolean running) {
        if (running) return new CallState.Running();
        int row = rows.find(call.value());
        if (row < 0) return new CallState.Unknown();
        if (rows.ended(row)) return new CallState.Ended(rows.outcome(row), rows.place(row));
        return rows.attempts(row) == 0
                ? new CallState.Unknown()
                : new CallState.InDoubt(rows.attempts(row));
    }

    boolean knows(CallId call, AskId ask) {
        return answerRow(call, ask) >= 0 || parked.contains(ask);
    }

    /** Whether it stands here that this ask ended so. */
    boolean ended(CallId call, AskId ask, Outcome outcome) {
        int row = answerRow(call, ask);
        return row >= 0 && rows.outcome(row) == outcome;
    }

    /** Asks that wait for a budget. */
    ParkedRequests parked() {
        return parked;
    }

    /** What has been spent in this partition, one row per project; the last one counts. */
    List<BudgetSpend> spends() {
        return spends;
    }

    int size() {
        return rows.size();
    }

    /** What it takes of the heap. */
    long bytes() {
        return rows.bytes();
    }

    private int answerRow(CallId call, AskId ask) {
        int own = rows.find(ask.value());
        if (own >= 0) return own;
        int row = rows.find(call.value());
        return row >= 0 && rows.ended(row) && rows.first(row).equals(ask) ? row : -1;
    }

    private LedgerEntry.@Nullable AskAnswered hiddenBy(CallId call) {
        int row = rows.find(call.value());
        if (row < 0 || !rows.ended(row)) return null;
        AskId first = rows.first(row);
        return new LedgerEntry.AskAnswered(first, rows.outcome(row), rows.place(row));
    }
}
