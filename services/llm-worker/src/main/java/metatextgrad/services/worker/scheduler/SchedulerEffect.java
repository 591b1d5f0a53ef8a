package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.Event;

/**
 * An action that {@link RequestScheduler} requires. The caller must not block, and must not call
 * the scheduler before all effects of the decision are done.
 */
public sealed interface SchedulerEffect {
    /**
     * Make one attempt; answer with {@link SchedulerInput.CallFinished}.
     *
     * @param repeats whether an earlier attempt may have been billed
     */
    record StartCall(InFlightCall call, boolean repeats) implements SchedulerEffect {}

    /** Put this into a transaction, in the order of these effects. */
    record Write(PendingWrite write) implements SchedulerEffect {}

    /**
     * Answer to {@link SchedulerInput.CommitStarting}: what the transaction writes.
     *
     * @param writes empty if there is nothing to write now
     * @param later writes whose partition waits for its ledger
     * @param offsets the offset to continue from, by partition
     * @param events spending, and which runs a budget holds
     */
    record Commit(
            List<PendingWrite> writes,
            List<PendingWrite> later,
            Map<Integer, Long> offsets,
            List<Event> events)
            implements SchedulerEffect {}

    /** Read this partition's ledger; answer with {@link SchedulerInput.LedgerLoaded}. */
    record LoadLedger(PartitionAssignment assignment) implements SchedulerEffect {}

    /** Look for a record in a log. */
    sealed interface LookUp extends SchedulerEffect {}

    /** Read a recorded answer; answer with {@link SchedulerInput.AnswerRead}. */
    record ReadAnswer(Delivery delivery, AnswerPosition place) implements LookUp {}

    /** Look whether an answer is in the log; answer with {@link SchedulerInput.AnswerChecked}. */
    record CheckAnswer(Delivery delivery, AnswerPosition place) implements LookUp {}

    /** Read a parked request again; answer with {@link SchedulerInput.ParkedRead}. */
    record ReadParked(AssignedPartition partition, LedgerEntry.RequestParked row)
            implements LookUp {}

    /** Give this input to the scheduler after a while. */
    record Wake(Duration after, SchedulerInput.Timer then) implements SchedulerEffect {}

    /** The model can be used again, or cannot any more. */
    record StatusChanged(ModelStatus status) implements SchedulerEffect {}

    /** A parked request has left the log: its run is older than the log. */
    record ParkedExpired(LedgerEntry.RequestParked row) implements SchedulerEffect {}

    /** Something to count. */
    sealed interface Measured extends SchedulerEffect {}

    /** A request got its answer. */
    record Answered(LlmResponse answer) implements Measured {}

    /** A call took this much money, in millionths of a dollar. */
    record Charged(LlmRequest request, long micros) implements Measured {}

    /** The answer of an attempt that may have been billed will not be seen any more. */
    record LeftInDoubt() implements Measured {}

    /**
     * How full budgets are.
     *
     * @param used the part of the fullest limit that is spent, from 0
     * @param parked requests that wait for a budget
     */
    record BudgetUse(double used, int parked) implements Measured {}

    /** How much of a model a minute may take; infinite where nothing limits it. */
    record RateChanged(String model, double requests, double tokens) implements Measured {}

    /** The circuits of so many more models are open. */
    record CircuitsChanged(int more) implements Measured {}
}
