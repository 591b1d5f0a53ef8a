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
        String text =
                switch (kind) {
                    case GARBAGE -> "<html><body>Bad gateway</body></html>{\"choices\": [";
                    case LENGTH -> "The answer is";
                    case HUGE -> "x".repeat(HUGE);
                    case NO_CHOICES, EMPTY, NULL_CONTENT, REFUSAL -> "";
                };
        if (kind == Fault.Unusable.Kind.GARBAGE) return new JsonResponse(200, text);
        String finish = kind == Fault.Unusable.Kind.LENGTH ? "length" : "stop";
        ObjectNode body = Completions.body(request, text, finish, serverSeed);
        ObjectNode message = (ObjectNode) body.path("choices").path(0).path("message");
        switch (kind) {
            case NO_CHOICES -> body.putArray("choices");
            case NULL_CONTENT -> message.putNull("content");
            case REFUSAL ->
                    message.putNull("content")
                            .put("refusal", "I'm sorry, I cannot help with that.");
            case GARBAGE, EMPTY, LENGTH, HUGE -> {}
        }
        return new JsonResponse(200, JsonNodes.write(body));
    }
}
