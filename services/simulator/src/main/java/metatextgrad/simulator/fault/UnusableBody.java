package metatextgrad.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.Completions;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.json.JsonNodes;

/** Creates complete responses whose body is unusable. */
public final class UnusableBody {
    private static final int HUGE = 10 * 1024 * 1024;

    private UnusableBody() {}

    public static JsonResponse of(Fault.Unusable.Kind kind, ChatRequest request, long serverSeed) {
        return new JsonResponse(
                200,
                switch (kind) {
                    case GARBAGE -> "<html><body>Bad gateway</body></html>{\"choices\": [";
                    case NO_CHOICES -> JsonNodes.write(noChoices(body(request, "", serverSeed)));
                    case EMPTY -> JsonNodes.write(body(request, "", serverSeed));
                    case NULL_CONTENT ->
                            JsonNodes.write(nullContent(body(request, "", serverSeed)));
                    case REFUSAL -> JsonNodes.write(refusal(body(request, "", serverSeed)));
                    case LENGTH -> JsonNodes.write(cut(request, serverSeed));
                    case HUGE -> JsonNodes.write(body(request, "x".repeat(HUGE), serverSeed));
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
