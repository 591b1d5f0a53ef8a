package metatextgrad.llm;

import java.time.Duration;
import java.util.List;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/** The result of one attempt at a model (RELIABILITY §3.2). */
public sealed interface Reply {
    /** The model worked, and the attempt was billed. */
    sealed interface Served extends Reply {
        /** The tokens that the server counted. */
        Usage usage();
    }

    /** The reply contains no answer. */
    sealed interface NoAnswer extends Reply {
        /** The cause, in one line. */
        String reason();
    }

    /** The server answers no such request until an operator fixes the cause. */
    sealed interface Blocked extends NoAnswer {}

    /**
     * A usable answer.
     *
     * @param tokens the last tokens of the text; empty if the server sends no log probabilities
     */
    record Answered(String text, Usage usage, String servedModel, List<TokenChoice> tokens)
            implements Served {
        public Answered {
            tokens = List.copyOf(tokens);
        }

        /** An answer without log probabilities. */
        public Answered(String text, Usage usage, String servedModel) {
            this(text, usage, servedModel, List.of());
        }

        /** Returns the same answer of a call that took this time. */
        public Answered taking(Duration time) {
            return new Answered(text, usage.in(time), servedModel, tokens);
        }
    }

    /** Billed, but unusable: empty, refused, cut off, malformed or too large. */
    record Unusable(Failure.OfCall failure, Usage usage) implements Served {}

    /**
     * A failure that may be retried.
     *
     * @param after how long the server asked to wait; null if it gave no sensible time
     * @param reach how far the request came
     */
    record TryAgain(String reason, @Nullable Duration after, Reach reach) implements NoAnswer {
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
    record RateLimited(String reason, @Nullable Duration after) implements NoAnswer {}

    /** The attempt timed out; it may have been billed. */
    record TimedOut(String reason) implements NoAnswer {}

    /** The server will never answer this request. */
    record Refused(Failure.OfCall failure) implements NoAnswer {
        @Override
        public String reason() {
            return failure.message();
        }
    }

    /**
     * The server will answer no request until an operator fixes the key, the quota or the address.
     */
    record Unavailable(String reason) implements Blocked {}

    /** The server will answer no request for this model; it may answer others. */
    record NoSuchModel(String reason) implements Blocked {}
}
