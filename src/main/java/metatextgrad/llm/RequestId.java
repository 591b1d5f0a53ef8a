package metatextgrad.llm;

import metatextgrad.model.ContentHash;
import metatextgrad.model.Id;

/** Names one request for a call. Each request is answered once (RELIABILITY §2.1). */
public record RequestId(String value) implements Id {
    public static RequestId of(
            CallKey call, Requester requester, String replyKey, int step, String place) {
        return new RequestId(ContentHash.of("ask", call.value(), requester, replyKey, step, place));
    }
}
