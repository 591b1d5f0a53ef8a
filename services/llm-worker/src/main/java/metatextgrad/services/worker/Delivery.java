package metatextgrad.services.worker;

import metatextgrad.llm.WorkerRequest;

/**
 * A request as it was polled.
 *
 * @param recalled whether it was parked before, so that its offset is committed already
 * @param promptTokens about how many tokens its prompt has
 */
record Delivery(
        PartitionAssignment assignment,
        long offset,
        WorkerRequest request,
        boolean recalled,
        long promptTokens) {
    Delivery(PartitionAssignment assignment, long offset, WorkerRequest request, boolean recalled) {
        this(assignment, offset, request, recalled, TokenCost.prompt(request));
    }

    String model() {
        return request.model().name();
    }

    /** The most tokens that one attempt takes: the prompt and the longest answer. */
    long mostTokens() {
        return promptTokens + request.model().maxTokens();
    }
}
