package metatextgrad.llm;

import java.time.Duration;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/** The result of one attempt at a model (RELIABILITY §3.2). */
public sealed interface Reply {
    /** A usable answer. */
    record Answered(String text, Usage usage, String servedModel) implements Reply {}

    /** Billed, but unusable: empty, refused, cut off, malformed or too large. */
    record Unusable(Failure.OfCall failure, Usage usage) implements Reply {}

    /**
     * A failure that may be retried.
     *
     * @param after how long the server asked to wait; null if it gave no sensible time
     * @param reach how far the request came
     */
    record TryAgain(String reason, @Nullable Duration after, Reach reach) implements Reply {
        /** How far a request came. */
        public enum Reach {
            /** Nothing accepts connections at the address. */
            NO_CONNECTION,
            /** The server answered, but the model did not work. */
            SERVER,
            /** The model may have worked, so the attempt may have been billed. */
            MODEL
        }

        /**
         * @param reached whether the model may have worked, so that the attempt may have been
         *     billed
         */
        public TryAgain(String reason, @Nullable Duration after, boolean reached) {
            this(reason, after, reached ? Reach.MODEL : Reach.SERVER);
        }

        /** Whether the model may have worked, so that the attempt may have been billed. */
        public boolean reached() {
            return reach == Reach.MODEL;
        }
    }

    /**
     * The server throttles requests, and the model was not reached. The call is not at fault: it
     * waits.
     *
     * @param after how long the server asked to wait; null if it gave no sensible time
     */
    record RateLimited(String reason, @Nullable Duration after) implements Reply {}

    /** The attempt timed out; it may have been billed. */
    record TimedOut(String reason) implements Reply {}

    /** The server will never answer this request. */
    record Refused(Failure.OfCall failure) implements Reply {}

    /**
     * The server will answer no request until an operator fixes the key, the quota or the address.
     */
    record Unavailable(String reason) implements Reply {}

    /** The server will answer no request for this model; it may answer others. */
    record NoSuchModel(String reason) implements Reply {}
}
