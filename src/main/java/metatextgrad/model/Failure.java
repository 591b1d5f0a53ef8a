package metatextgrad.model;

/**
 * Why a call, an item or a trial has no result. Decisions depend on the type alone. The message is
 * for people, and a model server may have written it.
 */
public sealed interface Failure {
    /** A description of the failure, in one line. */
    String message();

    /** The same kind of failure with another message. */
    Failure withMessage(String text);

    /** The same kind of failure; {@code prefix} names what it happened to. */
    default Failure in(String prefix) {
        return withMessage(prefix + message());
    }

    /** A failure that a model's server can report. */
    sealed interface OfCall extends Failure {
        @Override
        OfCall withMessage(String text);
    }

    /** The text of the request or of the answer caused it, so a program cannot gain by it. */
    record Content(Kind kind, String message) implements OfCall {
        /** Why a text is unusable. */
        public enum Kind {
            /** The answer has no text. */
            EMPTY,
            /** The answer reached its maximum number of tokens: finish reason `length`. */
            CUT_OFF,
            /** The same, and at its end it repeats one short piece many times. */
            REPEATED,
            /** The server withheld the answer: finish reason `content_filter`. */
            FILTERED,
            /** It is too long, refused, or the server does not accept the request. */
            OTHER
        }

        public Content(String message) {
            this(Kind.OTHER, message);
        }

        @Override
        public Content withMessage(String text) {
            return new Content(kind, text);
        }
    }

    /** A model, a server or a data set caused it: there is no score. */
    record Infrastructure(String message) implements OfCall {

        @Override
        public Infrastructure withMessage(String text) {
            return new Infrastructure(text);
        }
    }

    /** A program copies from tasks, so it is not used. */
    record Copied(String message) implements Failure {

        @Override
        public Copied withMessage(String text) {
            return new Copied(text);
        }
    }

    /** A failure that ends its trial: no further request of it would be answered. */
    sealed interface EndsTrial extends Failure {}

    /**
     * A model's server refuses each request of a run for the same reason, so the run ends. Its
     * message is the reason of the run's end.
     */
    record DeadModel(String message) implements EndsTrial {

        @Override
        public DeadModel withMessage(String text) {
            return new DeadModel(text);
        }

        @Override
        public DeadModel in(String prefix) {
            return this;
        }
    }

    /** The budget of the run, or the part of it that a trial may use, is spent. */
    record Budget(String message) implements EndsTrial {

        @Override
        public Budget withMessage(String text) {
            return new Budget(text);
        }
    }
}
