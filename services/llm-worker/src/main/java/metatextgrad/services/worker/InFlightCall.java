package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Spend;

/** A call from its first STARTED to its DONE. Guarded by the desk. */
final class InFlightCall {
    private final Delivery buyer;
    private final Spend reserved;
    private final List<String> accounts;
    private final int counted;
    private final List<Delivery> waiting = new ArrayList<>();
    private int paidAttempts;
    private int standing;
    private int tries;
    private int doubts;
    private boolean placed = true;

    /**
     * @param counted attempts of workers that are gone, which the budget counts as spent
     * @param paidAttempts these, and the one that is to leave
     * @param reserved what its budgets keep for it
     * @param accounts what it is paid from
     */
    InFlightCall(
            Delivery buyer, int counted, int paidAttempts, Spend reserved, List<String> accounts) {
        this.buyer = buyer;
        this.counted = counted;
        this.reserved = reserved;
        this.accounts = List.copyOf(accounts);
        this.paidAttempts = paidAttempts;
    }

    /**
     * Whether it has one of the {@link ConcurrencyLimiter}; what waits for an outage to end has
     * none.
     */
    boolean placed() {
        return placed;
    }

    void placed(boolean has) {
        placed = has;
    }

    /** The ask that pays. */
    Delivery buyer() {
        return buyer;
    }

    int counted() {
        return counted;
    }

    Spend reserved() {
        return reserved;
    }

    List<String> accounts() {
        return accounts;
    }

    ProjectId project() {
        return buyer.request().project();
    }

    PartitionAssignment lease() {
        return buyer.lease();
    }

    /** Asks of the same call, to be answered at its end. */
    List<Delivery> waiting() {
        return waiting;
    }

    /** Attempts that may have been paid, the present one included. */
    int paidAttempts() {
        return paidAttempts;
    }

    /** So many attempts stand in the ledger, once the transaction does that is being made. */
    void stands(int attempts) {
        standing = attempts;
    }

    /**
     * What whoever takes over must count as spent: at most this was billed. An attempt that has no
     * row never left, and one that cost nothing has none any more.
     */
    Spend inDoubt() {
        return reserved.times(Math.max(0, standing - counted));
    }

    int tries() {
        return tries;
    }

    /**
     * An attempt leaves.
     *
     * @return whether an earlier one may have been paid for; once for each of those
     */
    boolean leaves() {
        tries++;
        boolean repeats = paidAttempts - 1 > doubts;
        if (repeats) doubts = paidAttempts - 1;
        return repeats;
    }

    /** The present attempt has cost nothing. */
    void notPaid() {
        paidAttempts--;
    }

    /** Its tries do not count: nobody could have answered, or the rate was too high. */
    void triesAnew() {
        tries = 0;
    }

    void nextPaidAttempt() {
        paidAttempts++;
    }
}
