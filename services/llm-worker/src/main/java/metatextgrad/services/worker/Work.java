package metatextgrad.services.worker;

import java.util.List;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.WorkerAnswer;

/** What one part of a transaction writes: all of it or nothing. */
sealed interface Work {
    Lease lease();

    /**
     * A STARTED row.
     *
     * @param rows it, and the row of an ask it hides
     * @param leaves whether the call leaves when they are committed
     */
    record Start(Flight flight, List<LedgerEntry> rows, boolean leaves) implements Work {
        public Start {
            rows = List.copyOf(rows);
        }

        @Override
        public Lease lease() {
            return flight.lease();
        }
    }

    /** Answers with their rows; the first one's row is the call's DONE if its ask bought it. */
    record Answers(List<Ending> endings) implements Work {
        public Answers {
            endings = List.copyOf(endings);
        }

        @Override
        public Lease lease() {
            return endings.getFirst().delivery().lease();
        }
    }

    /**
     * How one ask ended.
     *
     * @param attempts of the call that ends with it, those that may have been paid; 0 if none ends
     */
    record Ending(Delivery delivery, WorkerAnswer answer, int attempts) {
        /** Of an ask that did not buy its answer. */
        static Ending unpaid(Delivery delivery, WorkerAnswer answer) {
            return new Ending(delivery, answer, 0);
        }

        boolean endsCall() {
            return attempts > 0;
        }
    }

    /** A record that needs no more than to be passed. */
    record Pass(Lease lease, long offset) implements Work {}
}
