package metatextgrad.trace;

import java.util.List;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.model.event.Event;

/** How a step of a trace ended. */
public sealed interface SpanEnd {
    /** It ended as it should, and there is no more to report. */
    record Done() implements SpanEnd {}

    /**
     * A decision.
     *
     * @param outputs the emitted events, in order
     * @param ignored why the input was ignored; empty if it was not
     */
    record Decided(List<Event> outputs, List<IgnoreReason> ignored) implements SpanEnd {
        public Decided {
            outputs = List.copyOf(outputs);
            ignored = List.copyOf(ignored);
        }
    }

    /** A request was answered, and the answer is committed. */
    record RequestEnded(LlmResponse answer) implements SpanEnd {}

    /** A request waits for a budget. A new span begins when it is read again. */
    record RequestParked() implements SpanEnd {}

    /** An attempt ended. */
    record Replied(Reply reply) implements SpanEnd {}

    /**
     * A request over HTTP got a response.
     *
     * @param status of the response
     * @param failure why it is none for the client, a short name with few values; empty otherwise
     */
    record Responded(int status, String failure) implements SpanEnd {}

    /**
     * It failed.
     *
     * @param type a short name with few values, such as the class of an exception
     */
    record Failed(String type) implements SpanEnd {
        public static Failed of(Throwable cause) {
            return new Failed(cause.getClass().getSimpleName());
        }
    }
}
