package metatextgrad.services.worker.scheduler;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelKey;
import metatextgrad.model.project.Spend;

/**
 * A model call from its first STARTED row to its DONE row. Confined to the scheduler, except {@link
 * #payer}, which never changes.
 */
public final class InFlightCall {
    private final Delivery payer;
    final Spend reserved;
    final List<String> accounts;
    final int counted;

    /** Further requests for this call, to be answered at its end. */
    final List<Delivery> waiting = new ArrayList<>();

    final OwnFailures ownFailures = new OwnFailures();

    private int paidAttempts;
    private int recorded;
    private int tries;
    private int repeated;
    private int timeouts;
    private boolean hasSlot = true;
    private long sentAt;

    /**
     * @param counted attempts of terminated workers, which the budget counts as spent
     * @param paidAttempts these, and the attempt that is sent next
     * @param reserved the spend that its budgets reserve for one attempt
     * @param accounts the budgets that it is charged to
     */
    InFlightCall(
            Delivery payer, int counted, int paidAttempts, Spend reserved, List<String> accounts) {
        this.payer = payer;
        this.counted = counted;
        this.reserved = reserved;
        this.accounts = List.copyOf(accounts);
        this.paidAttempts = paidAttempts;
    }

    /** Returns the request whose call is billed. */
    public Delivery payer() {
        return payer;
    }

    CallKey id() {
        return payer.request().callKey();
    }

    ProjectId project() {
        return payer.request().project();
    }

    public ModelKey model() {
        return payer.model();
    }

    AssignedPartition partition() {
        return payer.partition();
    }

    /** Returns whether it has a slot of {@link ConcurrencyLimiter}; a parked call has none. */
    boolean hasSlot() {
        return hasSlot;
    }

    void hasSlot(boolean has) {
        hasSlot = has;
    }

    /** Returns the number of attempts that may have been billed, including the current one. */
    int paidAttempts() {
        return paidAttempts;
    }

    void nextPaidAttempt() {
        paidAttempts++;
    }

    /** The current attempt was not billed. */
    void attemptNotBilled() {
        paidAttempts--;
    }

    /** Returns the number of attempts since the call was last blocked. */
    int tries() {
        return tries;
    }

    /** Resets the tries, because no server could have answered or the rate was too high. */
    void resetTries() {
        tries = 0;
    }

    /**
     * Records that an attempt is sent. Returns whether it repeats an attempt that may have been
     * billed: true once for each of these.
     */
    boolean send() {
        tries++;
        boolean repeats = paidAttempts - 1 > repeated;
        if (repeats) repeated = paidAttempts - 1;
        return repeats;
    }

    /** Counts the current attempt as timed out. */
    void timedOut() {
        timeouts++;
    }

    /** Returns the number of attempts that timed out in this process. */
    int timeouts() {
        return timeouts;
    }

    /** Returns the event at which the current attempt was sent, as {@link ServedCalls} counts. */
    long sentAt() {
        return sentAt;
    }

    void sentAt(long event) {
        sentAt = event;
    }

    /** Returns the STARTED row of the current attempt. */
    LedgerEntry.Started started() {
        return new LedgerEntry.Started(id(), paidAttempts);
    }

    /** Sets the number of attempts in the current transaction. */
    void recorded(int attempts) {
        recorded = attempts;
    }

    /**
     * Returns the spend that the next owner of the partition must count: at most this was billed.
     * An attempt without a row was never sent, and rows of unbilled attempts are reverted.
     */
    Spend inDoubt() {
        return reserved.times(Math.max(0, recorded - counted));
    }
}
