package metatextgrad.modelclient;

import java.util.List;
import metatextgrad.llm.Reply;

/**
 * A reply, and what the server reported with it.
 *
 * @param headers the rate limits
 * @param refused parameters that the server refused; the call was sent again without them
 */
public record ReplyWithLimits(Reply reply, RateHeaders headers, List<String> refused) {
    public ReplyWithLimits {
        refused = List.copyOf(refused);
    }

    public ReplyWithLimits(Reply reply, RateHeaders headers) {
        this(reply, headers, List.of());
    }

    public static ReplyWithLimits of(Reply reply) {
        return new ReplyWithLimits(reply, RateHeaders.NONE);
    }

    public ReplyWithLimits withReply(Reply other) {
        return new ReplyWithLimits(other, headers, refused);
    }
}
