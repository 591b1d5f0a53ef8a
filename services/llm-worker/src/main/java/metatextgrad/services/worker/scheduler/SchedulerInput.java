package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.Event;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** Everything that {@link RequestScheduler} reacts to. */
public sealed interface SchedulerInput {
    /** The consumer group gave this partition to the worker. */
    record PartitionAssigned(int partition) implements SchedulerInput {}

    /** A request was polled. */
    record RequestPolled(int partition, long offset, LlmRequest request)
            implements SchedulerInput {}

    /** A record was polled that is not a request; it is in the dead letters already. */
    record MalformedPolled(int partition, long offset) implements SchedulerInput {}

    /**
     * Nothing is left to poll in this partition.
     *
     * @param position the offset of the next request
     */
    record PartitionIdle(int partition, long position) implements SchedulerInput {}

    /** The group is about to take these partitions away: nothing new starts for them. */
    record PartitionsRevoking(Collection<Integer> partitions) implements SchedulerInput {}

    /** These partitions belong to the worker no more. */
    record PartitionsReleased(Collection<Integer> partitions) implements SchedulerInput {}

    /** The worker is stopping: nothing new starts. */
    record DrainStarted() implements SchedulerInput {}

    /** The ledger of a partition was read. The scheduler owns it from now on. */
    record LedgerLoaded(PartitionAssignment assignment, Ledger ledger) implements SchedulerInput {}

    /** The commit thread is ready for a transaction; see {@link SchedulerEffect.Commit}. */
    record CommitStarting(List<PendingWrite> writes) implements SchedulerInput {}

    /**
     * A transaction was committed.
     *
     * @param rows the ledger rows of each write
     * @param events what else it wrote
     */
    record Committed(List<PendingWrite> writes, List<List<LedgerEntry>> rows, List<Event> events)
            implements SchedulerInput {}

    /** It is unknown whether the last transaction was committed: the ledgers must be read. */
    record CommitUnknown() implements SchedulerInput {}

    /**
     * Limits, pauses, spending, runs and cancellations were read from their topics.
     *
     * @param caughtUp whether all that was written before the worker started has been read
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
     * @param answer null if it has left the log
     */
    record AnswerRead(Delivery delivery, @Nullable LlmResponse answer) implements SchedulerInput {}

    /** Reply to {@link SchedulerEffect.CheckAnswer}: whether the answer has left the log. */
    record AnswerChecked(Delivery delivery, boolean gone) implements SchedulerInput {}

    /**
     * Reply to {@link SchedulerEffect.ReadParked}.
     *
     * @param request null if it has left the log
     */
    record ParkedRead(
            AssignedPartition partition,
            LedgerEntry.RequestParked row,
            @Nullable LlmRequest request)
            implements SchedulerInput {}

    /** A timer that {@link SchedulerEffect.Wake} has set. */
    sealed interface Timer extends SchedulerInput {}

    /** The rate of this model may allow another call. */
    record RateDue(String model) implements Timer {}

    /** An open circuit is due for a probe. */
    record ProbeDue(CircuitBreaker.Kind kind, String model) implements Timer {}

    /** The pause before the next attempt is over. */
    record RetryDue(InFlightCall call) implements Timer {}

    /** A call that met a paused project is due for another look. */
    record PauseCheckDue(InFlightCall call) implements Timer {}
}
