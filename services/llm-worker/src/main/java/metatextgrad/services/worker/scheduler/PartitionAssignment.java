package metatextgrad.services.worker.scheduler;

/**
 * One stay of a partition with this worker. What started during an earlier stay is dropped: the
 * broker fences a dead member, but not a live one that lost a partition (RELIABILITY §3.1.4).
 *
 * @param epoch grows with every assignment
 */
public record PartitionAssignment(int partition, long epoch) {}
