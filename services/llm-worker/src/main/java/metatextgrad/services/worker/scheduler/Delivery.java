package metatextgrad.services.worker.scheduler;

import metatextgrad.llm.EstimatedTokens;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.project.ModelKey;

/**
 * A request as it was polled.
 *
 * @param partition confined to the scheduler
 * @param recalled whether it was parked before, so that its offset is committed already
 * @param polled when it was read, in nanoseconds of {@link SchedulerTime}
 * @param promptTokens estimated number of tokens of its prompt
 * @param model computed once, because each input compares it while the request waits
 */
public record Delivery(
        AssignedPartition partition,
        long offset,
        LlmRequest request,
        boolean recalled,
        long polled,
        long promptTokens,
        ModelKey model) {
    public Delivery(
            AssignedPartition partition,
            long offset,
            LlmRequest request,
            boolean recalled,
            long polled) {
        this(
                partition,
                offset,
                request,
                recalled,
                polled,
                EstimatedTokens.of(request.messages()),
                request.model().key());
    }

    /** Returns the most tokens that one attempt can use: the prompt and the longest answer. */
    public long maxTokens() {
        return promptTokens + request.model().maxTokens();
    }
}
