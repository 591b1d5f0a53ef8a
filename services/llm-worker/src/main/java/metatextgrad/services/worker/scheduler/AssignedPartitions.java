package metatextgrad.services.worker.scheduler;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The partitions that the worker has now. Confined to the scheduler. */
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

    /** The partition of this number, under any assignment. */
    @Nullable AssignedPartition of(int partition) {
        return byNumber.get(partition);
    }

    /** Whether its assignment has not ended. */
    boolean has(AssignedPartition partition) {
        return byNumber.get(partition.number()) == partition;
    }

    /** Whether its assignment has not ended, and something new may start for it. */
    boolean working(AssignedPartition partition) {
        return has(partition) && !stopped(partition);
    }

    Collection<AssignedPartition> all() {
        return byNumber.values();
    }

    /** Nothing new starts any more. */
    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    /** Whether nothing new may start for it. */
    boolean stopped(AssignedPartition partition) {
        return draining || partition.leaving();
    }
}
