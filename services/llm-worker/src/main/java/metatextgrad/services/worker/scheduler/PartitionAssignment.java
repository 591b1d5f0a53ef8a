package metatextgrad.services.worker.scheduler;

/**
 * One assignment of a partition to this worker. Results of an earlier assignment are dropped: the
 * broker fences a dead member, but not a live one that lost a partition (RELIABILITY §3.1.4).
 *
 * @param epoch grows with every assignment
 */
public record PartitionAssignment(int partition, long epoch) {}
