package metatextgrad.experiments.record;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Text;

/** Sums over calls: calls by role, tokens, time, and replies without an answer. Thread-safe. */
public final class CallTotals {
    private static final String TIMED_OUT = "timed-out";
    private static final String FAILED = "failed";

    private final Map<ModelRole, Long> calls = new EnumMap<>(ModelRole.class);
    private final Map<String, Long> unusable = new TreeMap<>();
    private long inputTokens;
    private long outputTokens;
    private long millis;

    /** Adds a call with its reply. */
    void add(ModelRole role, Reply reply) {
        switch (reply) {
            case Reply.Answered answered -> add(role, answered.usage(), "");
            case Reply.Unusable unusable -> add(role, unusable.usage(), kind(unusable.failure()));
            case Reply.Refused refused -> add(role, Usage.NONE, kind(refused.failure()));
            case Reply.TimedOut late -> add(role, Usage.NONE, TIMED_OUT);
            case Reply.NoAnswer none -> add(role, Usage.NONE, FAILED);
        }
    }

    /**
     * Adds a call.
     *
     * @param failed why its reply has no answer, in one word; empty if it has one
     */
    public synchronized void add(ModelRole role, Usage usage, String failed) {
        calls.merge(role, 1L, Long::sum);
        if (!failed.isEmpty()) unusable.merge(failed, 1L, Long::sum);
        inputTokens += usage.inputTokens();
        outputTokens += usage.outputTokens();
        millis += usage.millis();
    }

    /** Returns why a response has no answer, as a word, such as {@code cut-off}. */
    public static String kind(LlmResponse response) {
        Failure failure = response.failure();
        if (response.outcome() == LlmResponse.Outcome.TIMEOUT) return TIMED_OUT;
        return failure == null ? FAILED : kind(failure);
    }

    private static String kind(Failure failure) {
        return failure instanceof Failure.Content content ? Text.kebab(content.kind()) : FAILED;
    }

    public synchronized CallsByRole calls() {
        return new CallsByRole(calls);
    }

    /** Returns how many replies had no answer, by kind. */
    public synchronized Map<String, Long> unusable() {
        return new TreeMap<>(unusable);
    }

    public synchronized long inputTokens() {
        return inputTokens;
    }

    public synchronized long outputTokens() {
        return outputTokens;
    }

    /** Returns the time of all calls, as if they had been made one after another. */
    public synchronized long millis() {
        return millis;
    }
}
