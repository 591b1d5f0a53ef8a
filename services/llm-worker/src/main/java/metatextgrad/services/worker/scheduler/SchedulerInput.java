package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.ModelKey;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** An input of {@link RequestScheduler}. */
public sealed interface SchedulerInput {
    /** The consumer group assigned this partition to the worker. */
    record PartitionAssigned(int partition) implements SchedulerInput {}

    /** A request was polled. */
    record RequestPolled(int partition, long offset, LlmRequest request)
            implements SchedulerInput {}

    /** A record was polled that is not a request. It is already in the dead letters. */
    record MalformedPolled(int partition, long offset) implements SchedulerInput {}

    /**
     * All records of this partition are polled.
     *
     * @param position the offset of the next request
     */
    record PartitionIdle(int partition, long position) implements SchedulerInput {}

    /** These partitions are being revoked: no new calls start for them. */
    record PartitionsRevoking(Collection<Integer> partitions) implements SchedulerInput {}

    /** These partitions are no longer assigned to the worker. */
    record PartitionsReleased(Collection<Integer> partitions) implements SchedulerInput {}

    /** The worker is stopping: no new calls start. */
    record DrainStarted() implements SchedulerInput {}

    /** The ledger of a partition was read. The scheduler owns it from now on. */
    record LedgerLoaded(PartitionAssignment assignment, Ledger ledger) implements SchedulerInput {}

    /** The commit thread is ready for a transaction; see {@link SchedulerEffect.Commit}. */
    record CommitStarting(List<PendingWrite> writes) implements SchedulerInput {}

    /**
     * A transaction was committed.
     *
     * @param rows the ledger rows of each write
     * @param events the other records that it wrote
     */
    record Committed(List<PendingWrite> writes, List<List<LedgerEntry>> rows, List<Event> events)
            implements SchedulerInput {}

    /** It is unknown whether the last transaction was committed: the ledgers must be reread. */
    record CommitUnknown() implements SchedulerInput {}

    /**
     * Limits, pauses, spending, runs and cancellations were read from their topics.
     *
     * @param caughtUp whether all records from before the start of the worker have been read
     */
    record ControlRead(Collection<Event> events, boolean caughtUp) implements SchedulerInput {}

    /**
     * An attempt of a call has ended.
     *
     * @param jitter in [0, 1), drawn for the pause before the next attempt
     */
    record CallFinished(InFlightCall call, ReplyWithLimits reply, Duration took, double jitter)
            implements SchedulerInput {}

    /**
     * Reply to {@link SchedulerEffect.ReadAnswer}.
     *
     * @param answer null if it has expired
     */
    record AnswerRead(Delivery delivery, @Nullable LlmResponse answer) implements SchedulerInput {}

    /** Reply to {@link SchedulerEffect.CheckAnswer}: whether the answer has expired. */
    record AnswerChecked(Delivery delivery, boolean expired) implements SchedulerInput {}

    /**
     * Reply to {@link SchedulerEffect.ReadParked}.
     *
     * @param request null if it has expired
     */
    record ParkedRead(
            AssignedPartition partition,
            LedgerEntry.RequestParked row,
            @Nullable LlmRequest request)
            implements SchedulerInput {}

    /** A timer that {@link SchedulerEffect.SetTimer} set has fired. */
    sealed interface Timer extends SchedulerInput {}

    /** The rate of this model may allow another call. */
    record RateDue(ModelKey model) implements Timer {}

    /** An open circuit is due for a probe. */
    record ProbeDue(CircuitBreaker.Kind kind, ModelKey model) implements Timer {}

    /** The pause before the next attempt is over. */
    record RetryDue(InFlightCall call) implements Timer {}

    /** A call of a paused project checks again whether it may continue. */
    record PauseCheckDue(InFlightCall call) implements Timer {}
}
