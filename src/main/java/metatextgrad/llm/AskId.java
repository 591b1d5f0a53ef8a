package metatextgrad.llm;

import metatextgrad.model.ContentHash;

/** Names one request for a call. Each request is answered once (RELIABILITY §2.1). */
public record AskId(String value) {
    public static AskId of(
            CallId call, Asker asker, String replyKey, int step, String place, int epoch) {
        return new AskId(ContentHash.of("ask", call.value(), asker, replyKey, step, place, epoch));
    }
}
