package metatextgrad.services.worker.scheduler;

import java.util.List;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.BlockReason;
import metatextgrad.model.project.Spend;
import metatextgrad.services.worker.budgets.Pricing;
import org.jspecify.annotations.Nullable;

/** What one part of a transaction writes: all of it or nothing. */
public sealed interface PendingWrite {
    AssignedPartition partition();

    /** The ledger rows that it writes, apart from those of answers. */
    default List<LedgerEntry> rows() {
        return List.of();
    }

    /** The answers that it writes. */
    default List<Ending> endings() {
        return List.of();
    }

    /**
     * A STARTED row.
     *
     * @param rows the row of a request whose DONE it hides, if there is one, and it
     * @param leaves whether the attempt leaves once they are committed
     */
    record Start(InFlightCall call, List<LedgerEntry> rows, boolean leaves)
            implements PendingWrite {
        public Start {
            rows = List.copyOf(rows);
        }

        /** So many attempts may have been billed once it is committed. */
        public int attempts() {
            return ((LedgerEntry.Started) rows.getLast()).attempts();
        }

        @Override
        public AssignedPartition partition() {
            return call.partition();
        }
    }

    /** Answers with their rows. The first row is the call's DONE if its request was billed. */
    record Answers(List<Ending> endings) implements PendingWrite {
        public Answers {
            endings = List.copyOf(endings);
        }

        @Override
        public AssignedPartition partition() {
            return endings.getFirst().delivery().partition();
        }
    }

    /**
     * How one request ended.
     *
     * @param attempts that may have been billed, of the call that ends with it; 0 if none ends
     * @param lastInDoubt whether the last of them may have been billed without a received answer
     */
    record Ending(Delivery delivery, LlmResponse answer, int attempts, boolean lastInDoubt) {
        /** Of a request that did not pay for its answer. */
        public static Ending unpaid(Delivery delivery, LlmResponse answer) {
            return new Ending(delivery, answer, 0, false);
        }

        /** Attempts without a received answer: all, or all but the last. */
        public int inDoubt() {
            return lastInDoubt ? attempts : Math.max(0, attempts - 1);
        }

        /** Its call, if that is still in flight. */
        public @Nullable InFlightCall call() {
            return delivery.partition().calls.get(answer.callKey());
        }

        public boolean endsCall() {
            return attempts > 0;
        }

        /** Its ledger row, given the answer's position: the call's DONE if it was billed. */
        public LedgerEntry row(AnswerPosition place) {
            return endsCall()
                    ? new LedgerEntry.Done(
                            answer.callKey(),
                            answer.outcome(),
                            answer.usage(),
                            place,
                            answer.requestId(),
                            attempts,
                            inDoubt())
                    : new LedgerEntry.RequestAnswered(answer.requestId(), answer.outcome(), place);
        }

        /** What this call, which ends here, has taken that no budget counts yet. */
        public Spend taken(InFlightCall call, Pricing pricing) {
            return pricing.taken(answer, call.reserved, attempts - call.counted, lastInDoubt);
        }
    }

    /** A request waits for a budget from now on. */
    record Park(Delivery delivery, BlockReason reason) implements PendingWrite {
        @Override
        public AssignedPartition partition() {
            return delivery.partition();
        }

        @Override
        public List<LedgerEntry> rows() {
            LlmRequest request = delivery.request();
            return List.of(
                    new LedgerEntry.RequestParked(
                            request.requestId(),
                            delivery.offset(),
                            request.project(),
                            request.run()));
        }
    }

    /** An offset to commit, and nothing else. */
    record Pass(AssignedPartition partition, long offset) implements PendingWrite {}
}
