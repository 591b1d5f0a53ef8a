package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.List;

/** A call from its first STARTED to its DONE. Guarded by the desk. */
final class Flight {
    private final Delivery buyer;
    private final List<Delivery> waiting = new ArrayList<>();
    private int paidAttempts;
    private int tries;

    Flight(Delivery buyer, int paidAttempts) {
        this.buyer = buyer;
        this.paidAttempts = paidAttempts;
    }

    /** The ask that pays. */
    Delivery buyer() {
        return buyer;
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

    void leaves() {
        tries++;
    }

    /** The present attempt has cost nothing. */
    void notPaid() {
        paidAttempts--;
    }

    void nextPaidAttempt() {
        paidAttempts++;
    }
}
