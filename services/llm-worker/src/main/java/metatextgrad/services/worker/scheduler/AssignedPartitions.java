package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelKey;
import org.jspecify.annotations.Nullable;

/** The partitions assigned to this worker. Confined to the scheduler. */
final class AssignedPartitions {
    private final Map<Integer, AssignedPartition> byNumber = new TreeMap<>();
    private long epochs;
    private boolean draining;

    void assign(int partition) {
        PartitionAssignment assignment = new PartitionAssignment(partition, ++epochs);
        byNumber.put(partition, new AssignedPartition(assignment));
    }

    @Nullable AssignedPartition remove(int partition) {
        return byNumber.remove(partition);
    }

    /** Returns the partition with this number; null if it is not assigned. */
    @Nullable AssignedPartition of(int partition) {
        return byNumber.get(partition);
    }

    /** Returns whether its assignment has not ended. */
    boolean has(AssignedPartition partition) {
        return byNumber.get(partition.number()) == partition;
    }

    /** Returns whether its assignment has not ended and new calls may start for it. */
    boolean working(AssignedPartition partition) {
        return has(partition) && !stopped(partition);
    }

    Collection<AssignedPartition> all() {
        return byNumber.values();
    }

    /** Returns whether a call of these models has begun and not ended. */
    boolean calls(Predicate<ModelKey> models) {
        return byNumber.values().stream()
                .flatMap(partition -> partition.calls.values().stream())
                .map(InFlightCall::model)
                .anyMatch(models);
    }

    /**
     * Returns how long the oldest request has waited since its poll whose call has no slot, because
     * a circuit is open; zero if there is none.
     */
    Duration oldestParked(long nanos) {
        return byNumber.values().stream()
                .flatMap(partition -> partition.calls.values().stream())
                .filter(call -> !call.hasSlot())
                .map(call -> Duration.ofNanos(nanos - call.payer().polled()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Returns the projects whose requests wait for a budget. */
    Set<String> blockedProjects() {
        return byNumber.values().stream()
                .filter(AssignedPartition::hasLedger)
                .flatMap(partition -> partition.ledger().parked().projects().stream())
                .map(ProjectId::value)
                .collect(Collectors.toSet());
    }

    /** From now on, no new calls start. */
    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    /** Returns whether no new calls may start for it. */
    boolean stopped(AssignedPartition partition) {
        return draining || partition.leaving();
    }
}
