package metatextgrad.llm;

import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;

/** What the worker must remember so that it never makes a billed call twice (RELIABILITY §2.3). */
public sealed interface LedgerEntry extends Event {
    /**
     * An attempt may be sent, or the last one is known to have cost nothing.
     *
     * @param attempts attempts so far that may have been billed, this one included
     */
    record Started(CallKey call, int attempts) implements LedgerEntry {
        public Started {
            if (attempts < 0) throw new IllegalArgumentException("attempts is negative");
        }

        @Override
        public String key() {
            return call.value();
        }
    }

    /**
     * A call has ended.
     *
     * @param answer position of the answer to the first request
     * @param first the request that made the call; it needs no row of its own
     * @param attempts attempts that may have been billed, the last one included
     * @param inDoubt how many of these attempts got no response. Of the others, at most the last,
     *     it was billed if the outcome is OK or INVALID, and otherwise refused
     */
    record Done(
            CallKey call,
            LlmResponse.Outcome outcome,
            Usage usage,
            AnswerPosition answer,
            RequestId first,
            int attempts,
            int inDoubt)
            implements LedgerEntry {
        public Done {
            if (attempts < 0) throw new IllegalArgumentException("attempts is negative");
            if (inDoubt < 0 || inDoubt > attempts)
                throw new IllegalArgumentException("inDoubt is not within 0 and attempts");
        }

        @Override
        public String key() {
            return call.value();
        }
    }

    /**
     * A request waits for a budget, until a row of its own or of its call records how it ended.
     *
     * @param offset of its request, in the partition of this row
     */
    record RequestParked(RequestId requestId, long offset, ProjectId project, RunId run)
            implements LedgerEntry {

        @Override
        public String key() {
            return requestId.value();
        }
    }

    /** A request has its answer and needed no call of its own. */
    record RequestAnswered(RequestId requestId, LlmResponse.Outcome outcome, AnswerPosition answer)
            implements LedgerEntry {

        @Override
        public String key() {
            return requestId.value();
        }
    }
}
