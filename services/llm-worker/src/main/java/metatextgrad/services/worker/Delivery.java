package metatextgrad.services.worker;

import metatextgrad.llm.WorkerRequest;

/** An ask as it was polled. */
record Delivery(Lease lease, long offset, WorkerRequest request) {}
