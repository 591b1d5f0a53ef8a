package metatextgrad.services.worker;

import metatextgrad.llm.Reply;

/** A reply, and what the server told of its limits beside it. */
record ReplyWithLimits(Reply reply, RateHeaders headers) {
    static ReplyWithLimits of(Reply reply) {
        return new ReplyWithLimits(reply, RateHeaders.NONE);
    }
}
