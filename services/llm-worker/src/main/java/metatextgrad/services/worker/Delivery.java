package metatextgrad.services.worker;

import metatextgrad.llm.WorkerRequest;

/**
 * An ask as it was polled.
 *
 * @param recalled whether it was parked before, so that its offset has been passed
 */
record Delivery(Lease lease, long offset, WorkerRequest request, boolean recalled) {
    Delivery(Lease lease, long offset, WorkerRequest request) {
        this(lease, offset, request, false);
    }
}
