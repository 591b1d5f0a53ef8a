package metatextgrad.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one attempt at a model ended with (RELIABILITY §3.2). */
public sealed interface Reply {
    /** An answer to use. */
    record Answered(String text, Usage usage, String servedModel) implements Reply {}

    /** Paid for, but not to be used: empty, refused, cut off, malformed, too large. */
    record Unusable(String reason, Usage usage) implements Reply {}

    /**
     * May be tried again.
     *
     * @param after what the server asked to wait; null if it said nothing sensible
     * @param reached whether the model may have worked, and so may have been paid
     */
    record TryAgain(String reason, @Nullable Duration after, boolean reached) implements Reply {}

    /**
     * The server takes no more now; the model was not reached. Not a fault of the call: it waits.
     *
     * @param after what the server asked to wait; null if it said nothing sensible
     */
    record RateLimited(String reason, @Nullable Duration after) implements Reply {}

    /** No answer in time; it may have been billed. */
    record TimedOut(String reason) implements Reply {}

    /** This request never will be answered. */
    record Refused(String reason) implements Reply {}

    /** No request will be answered until somebody mends key, quota or address. */
    record Unavailable(String reason) implements Reply {}

    /** No request for this model will be answered; others may be. */
    record NoSuchModel(String reason) implements Reply {}
}
