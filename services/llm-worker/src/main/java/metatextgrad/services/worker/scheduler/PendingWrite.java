package metatextgrad.services.worker.scheduler;

import java.util.List;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Spend;
import metatextgrad.services.worker.budgets.Pricing;
import org.jspecify.annotations.Nullable;

/** One part of a transaction. */
public sealed interface PendingWrite {
    AssignedPartition partition();

    /** Returns the ledger rows that it writes, apart from those of answers. */
    default List<LedgerEntry> rows() {
        return List.of();
    }

    /** Returns the ended requests whose answers it writes. */
    default List<Ending> endings() {
        return List.of();
    }

    /**
     * A STARTED row.
     *
     * @param rows the STARTED row, preceded by the row that keeps the answer whose DONE record it
     *     overwrites
     * @param sends whether the call is sent after the commit
     */
    record Start(InFlightCall call, List<LedgerEntry> rows, boolean sends) implements PendingWrite {
        public Start {
            rows = List.copyOf(rows);
        }

        /** Returns the number of possibly billed attempts after the commit. */
        public int attempts() {
            return ((LedgerEntry.Started) rows.getLast()).attempts();
        }

        @Override
        public AssignedPartition partition() {
            return call.partition();
        }
    }

    /** Answers and their ledger rows. The first row is the call's DONE if it was billed. */
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
     * The end of one request.
     *
     * @param attempts number of possibly billed attempts of the call that ends with it; 0 if no
     *     call ends
     * @param lastInDoubt whether the last of them may have been billed without a received answer
     * @param timeouts number of these attempts that timed out
     */
    record Ending(
            Delivery delivery,
            LlmResponse answer,
            int attempts,
            boolean lastInDoubt,
            int timeouts) {
        /** Creates the end of a request that was not billed. */
        public static Ending unpaid(Delivery delivery, LlmResponse answer) {
            return new Ending(delivery, answer, 0, false, 0);
        }

        /** Returns the number of attempts without a received answer: all, or all but the last. */
        public int inDoubt() {
            return lastInDoubt ? attempts : Math.max(0, attempts - 1);
        }

        /** Returns its call; null if that is no longer in flight. */
        public @Nullable InFlightCall call() {
            return delivery.partition().calls.get(answer.callKey());
        }

        public boolean endsCall() {
            return attempts > 0;
        }

        /** Returns its ledger row, given the answer's position: DONE if its call was billed. */
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

        /** Returns the spend of this call that is not yet counted in a budget. */
        public Spend cost(InFlightCall call, Pricing pricing) {
            return pricing.cost(answer, call.reserved, attempts - call.counted, lastInDoubt);
        }
    }

    /** The row of a request that starts to wait for a budget. */
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

    /** The status of a model. */
    record Report(AssignedPartition partition, ModelState row) implements PendingWrite {}

    /** An offset to commit, without rows. */
    record OffsetCommit(AssignedPartition partition, long offset) implements PendingWrite {}
}
