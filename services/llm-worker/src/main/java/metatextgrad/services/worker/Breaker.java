package metatextgrad.services.worker;

import java.util.HashMap;
import java.util.Map;
import metatextgrad.llm.Reply;

/** Tells a storm from single failures: calls of one model that fail one after another. */
final class Breaker {
    /** Fewer than the tries of one call, so that a call that is alone outlives a storm too. */
    static final int FAILURES = 5;

    private final Map<String, Integer> inARow = new HashMap<>();

    /** Whether with this reply a storm has begun. */
    boolean opens(String model, Reply reply) {
        return switch (reply) {
            case Reply.TryAgain again -> inARow.merge(model, 1, Integer::sum) >= FAILURES;
            case Reply.Answered answered -> well(model);
            case Reply.Unusable unusable -> well(model);
            case Reply.Refused refused -> well(model);
            // Says nothing about the server's health, or is held for its own reason.
            case Reply.RateLimited full -> false;
            case Reply.TimedOut late -> false;
            case Reply.Unavailable down -> false;
            case Reply.NoSuchModel down -> false;
        };
    }

    private boolean well(String model) {
        inARow.remove(model);
        return false;
    }
}
