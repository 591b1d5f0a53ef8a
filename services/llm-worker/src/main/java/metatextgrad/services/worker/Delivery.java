package metatextgrad.services.worker;

import metatextgrad.llm.WorkerRequest;

/**
 * A request as it was polled.
 *
 * @param partition confined to the scheduler
 * @param recalled whether it was parked before, so that its offset is committed already
 * @param promptTokens about how many tokens its prompt has
 */
record Delivery(
        AssignedPartition partition,
        long offset,
        WorkerRequest request,
        boolean recalled,
        long promptTokens) {
    Delivery(AssignedPartition partition, long offset, WorkerRequest request, boolean recalled) {
        this(partition, offset, request, recalled, TokenCost.prompt(request));
    }

    String model() {
        return request.model().name();
    }

    /** The most tokens that one attempt takes: the prompt and the longest answer. */
    long mostTokens() {
        return promptTokens + request.model().maxTokens();
    }
}
