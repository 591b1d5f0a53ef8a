package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.services.worker.budgets.DayUse;
import metatextgrad.services.worker.rates.Throttle;

/**
 * An action that {@link RequestScheduler} requires. The caller must not block, and must not call
 * the scheduler before all effects of the decision are executed.
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
     * The content of a transaction: the reply to {@link SchedulerInput.CommitStarting}.
     *
     * @param writes empty if there is nothing to write now
     * @param later writes whose partition waits for its ledger
     * @param offsets the offset to resume from, by partition
     * @param events spending, the status of models, and runs that start or stop waiting for a
     *     budget
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

    /** Pass this input to the scheduler after a delay. */
    record SetTimer(Duration delay, SchedulerInput.Timer input) implements SchedulerEffect {}

    /** The status of the model changed. */
    record StatusChanged(ModelStatus status) implements SchedulerEffect {}

    /** A parked request has expired: its run is older than the log. */
    record ParkedExpired(LedgerEntry.RequestParked row) implements SchedulerEffect {}

    /** A measurement. */
    sealed interface Measured extends SchedulerEffect {}

    /** A request was answered. */
    record Answered(LlmResponse answer) implements Measured {}

    /** A call cost this much, in millionths of a dollar. */
    record Charged(LlmRequest request, long micros) implements Measured {}

    /** An attempt may have been billed, and its answer can no longer be received. */
    record LeftInDoubt() implements Measured {}

    /**
     * The use of budgets and of the heap, and what waits.
     *
     * @param used spent part of the fullest limit of each budget that has one, from 0
     * @param parked number of requests that wait for a budget
     * @param days the use of each budget of all projects or of one project today
     * @param oldest how long the oldest request waits for its call
     * @param ledger bytes that the ledgers take
     */
    record BudgetUse(
            Map<String, Double> used, int parked, List<DayUse> days, Duration oldest, long ledger)
            implements Measured {
        public BudgetUse {
            used = Map.copyOf(used);
            days = List.copyOf(days);
        }
    }

    /** The limits of a model per minute changed; infinite without a limit. */
    record RateChanged(String model, double requests, double tokens) implements Measured {}

    /** The status of a model changed. */
    record ModelChanged(String model, ModelState.Status status, Throttle throttle)
            implements Measured {}

    /** The number of open circuits changed by this amount. */
    record CircuitsChanged(int more) implements Measured {}
}
