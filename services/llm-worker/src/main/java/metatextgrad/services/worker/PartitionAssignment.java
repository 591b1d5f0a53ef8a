package metatextgrad.services.worker;

/**
 * One stay of a partition with this worker. What was begun under an earlier one is dropped, since
 * the broker fences a dead member but not a live one that lost a partition (RELIABILITY §3.1.4).
 *
 * @param epoch grows with every assignment and every reload
 */
record PartitionAssignment(int partition, long epoch) {}
