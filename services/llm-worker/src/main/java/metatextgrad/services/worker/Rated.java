package metatextgrad.services.worker;

import metatextgrad.llm.Reply;

/** A reply, and what the server told of its limits beside it. */
record Rated(Reply reply, RateHeaders headers) {
    static Rated of(Reply reply) {
        return new Rated(reply, RateHeaders.NONE);
    }
}
