package metatextgrad.services.worker.scheduler;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.RunId;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import org.jspecify.annotations.Nullable;

/**
 * The deterministic calls that timed out in every attempt, per run: the model would write the same
 * again, so a run does not send them again. Another run does, because the server may be faster
 * then. Kept in memory only, for the runs that timed out last. Confined to the scheduler.
 */
final class TimedOutCalls {
    private static final int TIMES = 2;

    /** A worker runs for months, and a run that ended needs no row. */
    private static final int RUNS = 100;

    /** The longest time limit of each call, in seconds. */
    private final Map<RunId, Map<CallKey, Integer>> byRun =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RunId, Map<CallKey, Integer>> row) {
                    return size() > RUNS;
                }
            };

    /** A call has ended. */
    void ended(Ending ending) {
        LlmRequest request = ending.delivery().request();
        if (ending.answer().outcome() == Outcome.TIMEOUT
                && ending.timeouts() >= TIMES
                && request.model().deterministic())
            byRun.computeIfAbsent(request.run(), run -> new HashMap<>())
                    .merge(request.callKey(), request.model().timeoutSeconds(), Math::max);
    }

    /** Returns the answer to a request that must not be sent again; null if it may be sent. */
    @Nullable LlmResponse answer(LlmRequest request) {
        Integer seconds = byRun.getOrDefault(request.run(), Map.of()).get(request.callKey());
        if (seconds == null || request.model().timeoutSeconds() > seconds) return null;
        Failure failure =
                new Failure.Infrastructure(
                        "not sent again: the same request timed out %d times in this run; raise timeout-seconds or lower max-tokens of %s"
                                .formatted(TIMES, request.model().name()));
        return LlmResponse.ended(request, Outcome.TIMEOUT, failure, Usage.NONE, Billing.NONE);
    }
}
