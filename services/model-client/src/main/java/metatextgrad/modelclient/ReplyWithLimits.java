package metatextgrad.modelclient;

import metatextgrad.llm.Reply;

/** A reply, and the rate limits that the server reported with it. */
public record ReplyWithLimits(Reply reply, RateHeaders headers) {
    public static ReplyWithLimits of(Reply reply) {
        return new ReplyWithLimits(reply, RateHeaders.NONE);
    }
}
