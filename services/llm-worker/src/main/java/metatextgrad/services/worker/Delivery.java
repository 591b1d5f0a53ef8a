package metatextgrad.services.worker;

import metatextgrad.llm.WorkerRequest;

/**
 * An ask as it was polled.
 *
 * @param recalled whether it was parked before, so that its offset has been passed
 */
record Delivery(PartitionAssignment lease, long offset, WorkerRequest request, boolean recalled) {
    Delivery(PartitionAssignment lease, long offset, WorkerRequest request) {
        this(lease, offset, request, false);
    }
}
