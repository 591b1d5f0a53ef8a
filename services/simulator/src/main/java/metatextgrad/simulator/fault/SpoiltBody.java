package metatextgrad.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.Completions;
import metatextgrad.simulator.chat.Json;
import metatextgrad.simulator.chat.Reply;

/** Bodies that arrive well and are of no use. */
public final class SpoiltBody {
    private static final int HUGE = 10 * 1024 * 1024;

    private SpoiltBody() {}

    public static Reply of(Fault.Spoilt.Kind kind, ChatRequest request, long serverSeed) {
        return new Reply(
                200,
                switch (kind) {
                    case GARBAGE -> "<html><body>Bad gateway</body></html>{\"choices\": [";
                    case NO_CHOICES -> Json.write(noChoices(body(request, "", serverSeed)));
                    case EMPTY -> Json.write(body(request, "", serverSeed));
                    case NULL_CONTENT -> Json.write(nullContent(body(request, "", serverSeed)));
                    case REFUSAL -> Json.write(refusal(body(request, "", serverSeed)));
                    case LENGTH -> Json.write(cut(request, serverSeed));
                    case HUGE -> Json.write(body(request, "x".repeat(HUGE), serverSeed));
                });
    }

    private static ObjectNode body(ChatRequest request, String text, long serverSeed) {
        return Completions.body(request, text, "stop", serverSeed);
    }

    private static ObjectNode cut(ChatRequest request, long serverSeed) {
        return Completions.body(request, "The answer is", "length", serverSeed);
    }

    private static ObjectNode noChoices(ObjectNode body) {
        body.putArray("choices");
        return body;
    }

    private static ObjectNode nullContent(ObjectNode body) {
        message(body).putNull("content");
        return body;
    }

    private static ObjectNode refusal(ObjectNode body) {
        message(body).putNull("content").put("refusal", "I'm sorry, I cannot help with that.");
        return body;
    }

    private static ObjectNode message(ObjectNode body) {
        return (ObjectNode) body.path("choices").path(0).path("message");
    }
}
