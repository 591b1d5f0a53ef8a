package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The partitions that are ours now. Guarded by the desk. */
final class AssignedPartitions {
    private final DeskEffects effects;
    private final Map<Integer, AssignedPartition> byPartition = new TreeMap<>();
    private long epochs;
    private boolean draining;

    AssignedPartitions(DeskEffects effects) {
        this.effects = effects;
    }

    void assigned(int partition) {
        byPartition.put(
                partition, new AssignedPartition(new PartitionAssignment(partition, ++epochs)));
    }

    @Nullable AssignedPartition remove(int partition) {
        return byPartition.remove(partition);
    }

    /** As it is now, under whatever lease. */
    @Nullable AssignedPartition of(int partition) {
        return byPartition.get(partition);
    }

    /** The partition of this lease, or null if the lease has ended. */
    @Nullable AssignedPartition of(PartitionAssignment lease) {
        AssignedPartition share = byPartition.get(lease.partition());
        return share != null && share.lease().equals(lease) ? share : null;
    }

    Collection<AssignedPartition> all() {
        return byPartition.values();
    }

    List<Integer> partitions() {
        return List.copyOf(byPartition.keySet());
    }

    List<PartitionAssignment> startLoading(Collection<AssignedPartition> these) {
        List<PartitionAssignment> leases = new ArrayList<>();
        for (AssignedPartition share : these) {
            share.startLoading();
            leases.add(share.lease());
        }
        return leases;
    }

    boolean quiet(Collection<Integer> partitions) {
        return partitions.stream().map(this::of).allMatch(share -> share == null || share.quiet());
    }

    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    /** Whether nothing new is begun for it. */
    boolean stops(AssignedPartition share) {
        return draining || share.leaving();
    }

    /** Whether what was begun under this lease goes on. */
    boolean goOn(PartitionAssignment lease) {
        AssignedPartition share = of(lease);
        return share != null && !stops(share);
    }

    void commit(AssignedPartition share, PendingWrite work) {
        share.workBegun();
        effects.commit(work);
    }
}
