package metatextgrad.services.worker.scheduler;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.Spend;

/**
 * A model call from its first STARTED row to its DONE row. Confined to the scheduler, save {@link
 * #payer}, which never changes.
 */
public final class InFlightCall {
    private final Delivery payer;
    final Spend reserved;
    final List<String> accounts;
    final int counted;

    /** Further requests for this call, to be answered at its end. */
    final List<Delivery> waiting = new ArrayList<>();

    private int paidAttempts;
    private int recorded;
    private int tries;
    private int repeated;
    private boolean hasSlot = true;

    /**
     * @param counted attempts of workers that are gone, which the budget counts as spent
     * @param paidAttempts these, and the one that is to leave
     * @param reserved what its budgets keep for it
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

    /** The request whose call is billed. */
    public Delivery payer() {
        return payer;
    }

    CallKey id() {
        return payer.request().callKey();
    }

    ProjectId project() {
        return payer.request().project();
    }

    public String model() {
        return payer.model();
    }

    AssignedPartition partition() {
        return payer.partition();
    }

    /** Whether it has a slot of {@link ConcurrencyLimiter}; a call that is parked has none. */
    boolean hasSlot() {
        return hasSlot;
    }

    void hasSlot(boolean has) {
        hasSlot = has;
    }

    /** Attempts that may have been billed, the present one included. */
    int paidAttempts() {
        return paidAttempts;
    }

    void nextPaidAttempt() {
        paidAttempts++;
    }

    /** The present attempt has cost nothing. */
    void costNothing() {
        paidAttempts--;
    }

    /** Attempts since the call was last blocked. */
    int tries() {
        return tries;
    }

    /** Its tries do not count: no server could have answered, or the rate was too high. */
    void resetTries() {
        tries = 0;
    }

    /**
     * An attempt leaves.
     *
     * @return whether an earlier one may have been billed; true once for each of those
     */
    boolean leave() {
        tries++;
        boolean repeats = paidAttempts - 1 > repeated;
        if (repeats) repeated = paidAttempts - 1;
        return repeats;
    }

    /** The STARTED row of the present attempt. */
    LedgerEntry.Started started() {
        return new LedgerEntry.Started(id(), paidAttempts);
    }

    /** The transaction that is being made records so many attempts. */
    void recorded(int attempts) {
        recorded = attempts;
    }

    /**
     * What the next owner of the partition must count as spent: at most this was billed. An attempt
     * without a row never left, and the row of one that cost nothing is taken back.
     */
    Spend inDoubt() {
        return reserved.times(Math.max(0, recorded - counted));
    }
}
