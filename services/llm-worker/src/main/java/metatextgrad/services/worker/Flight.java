package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ProjectId;

/** A call from its first STARTED to its DONE. Guarded by the desk. */
final class Flight {
    private final Delivery buyer;
    private final List<Delivery> waiting = new ArrayList<>();
    private int paidAttempts;
    private int tries;
    private int doubts;

    Flight(Delivery buyer, int paidAttempts) {
        this.buyer = buyer;
        this.paidAttempts = paidAttempts;
    }

    /** The ask that pays. */
    Delivery buyer() {
        return buyer;
    }

    ProjectId project() {
        return buyer.request().project();
    }

    Lease lease() {
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
