package metatextgrad.services.worker;

import java.util.List;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.BlockReason;

/** What one part of a transaction writes: all of it or nothing. */
sealed interface Work {
    Lease lease();

    /**
     * A STARTED row.
     *
     * @param rows the row of an ask it hides, if there is one, and it
     * @param leaves whether the call leaves when they are committed
     */
    record Start(Flight flight, List<LedgerEntry> rows, boolean leaves) implements Work {
        public Start {
            rows = List.copyOf(rows);
        }

        /** So many attempts may have been billed once it stands. */
        int attempts() {
            return ((LedgerEntry.Started) rows.getLast()).attempts();
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
     * @param unseen whether the last of them may have been answered, and billed, unseen by us
     */
    record Ending(Delivery delivery, WorkerAnswer answer, int attempts, boolean unseen) {
        /** Of an ask that did not buy its answer. */
        static Ending unpaid(Delivery delivery, WorkerAnswer answer) {
            return new Ending(delivery, answer, 0, false);
        }

        /** Of its attempts those whose answer nobody saw: all, or all but the last. */
        int inDoubt() {
            return unseen ? attempts : Math.max(0, attempts - 1);
        }

        boolean endsCall() {
            return attempts > 0;
        }
    }

    /** An ask waits for a budget from now on. */
    record Park(Delivery delivery, BlockReason reason) implements Work {
        @Override
        public Lease lease() {
            return delivery.lease();
        }

        LedgerEntry.AskParked row() {
            WorkerRequest request = delivery.request();
            return new LedgerEntry.AskParked(
                    request.ask(), delivery.offset(), request.project(), request.run());
        }
    }

    /** A record that needs no more than to be passed. */
    record Pass(Lease lease, long offset) implements Work {}
}
