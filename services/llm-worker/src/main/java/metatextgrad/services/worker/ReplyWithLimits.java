package metatextgrad.services.worker;

import metatextgrad.llm.Reply;

/** A reply, and the rate limits that the server told beside it. */
record ReplyWithLimits(Reply reply, RateHeaders headers) {
    static ReplyWithLimits of(Reply reply) {
        return new ReplyWithLimits(reply, RateHeaders.NONE);
    }
}
