package metatextgrad.llm;

import java.time.Duration;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/** What one attempt at a model ended with (RELIABILITY §3.2). */
public sealed interface Reply {
    /** An answer to use. */
    record Answered(String text, Usage usage, String servedModel) implements Reply {}

    /** Paid for, but not to be used: empty, refused, cut off, malformed, too large. */
    record Unusable(Failure.OfCall failure, Usage usage) implements Reply {}

    /**
     * May be tried again.
     *
     * @param after what the server asked to wait; null if it said nothing sensible
     * @param reach how far the request came
     */
    record TryAgain(String reason, @Nullable Duration after, Reach reach) implements Reply {
        /** How far a request came. */
        public enum Reach {
            /** Nothing accepts connections at the address. */
            NO_CONNECTION,
            /** The server answered, and the model did not work. */
            SERVER,
            /** The model may have worked, and so may have been paid. */
            MODEL
        }

        /**
         * @param reached whether the model may have worked, and so may have been paid
         */
        public TryAgain(String reason, @Nullable Duration after, boolean reached) {
            this(reason, after, reached ? Reach.MODEL : Reach.SERVER);
        }

        /** Whether the model may have worked, and so may have been paid. */
        public boolean reached() {
            return reach == Reach.MODEL;
        }
    }

    /**
     * The server takes no more now; the model was not reached. Not a fault of the call: it waits.
     *
     * @param after what the server asked to wait; null if it said nothing sensible
     */
    record RateLimited(String reason, @Nullable Duration after) implements Reply {}

    /** No answer in time; it may have been billed. */
    record TimedOut(String reason) implements Reply {}

    /** This request never will be answered. */
    record Refused(Failure.OfCall failure) implements Reply {}

    /** No request will be answered until somebody mends key, quota or address. */
    record Unavailable(String reason) implements Reply {}

    /** No request for this model will be answered; others may be. */
    record NoSuchModel(String reason) implements Reply {}
}
