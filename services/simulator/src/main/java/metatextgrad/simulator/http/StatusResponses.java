package metatextgrad.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.simulator.chat.Completions;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.role.CallLog;
import metatextgrad.simulator.role.Role;

/** Responses about the server itself: models, health and counters. */
final class StatusResponses {
    private StatusResponses() {}

    static JsonResponse models() {
        ObjectNode body = JsonNodes.object().put("object", "list");
        var data = body.putArray("data");
        for (Role role : Role.values()) {
            data.addObject()
                    .put("id", role.modelName())
                    .put("object", "model")
                    .put("created", Completions.CREATED)
                    .put("owned_by", "simulator");
        }
        return new JsonResponse(200, JsonNodes.write(body));
    }

    static JsonResponse health() {
        return new JsonResponse(200, JsonNodes.write(JsonNodes.object().put("status", "ok")));
    }

    static JsonResponse stats(CallLog calls) {
        ObjectNode body =
                JsonNodes.object()
                        .put("calls", calls.calls())
                        .put("distinct", calls.distinct())
                        .put("repeated", calls.calls() - calls.distinct())
                        .put("in_flight", calls.inFlight())
                        .put("most_in_flight", calls.maxInFlight());
        ObjectNode byModel = body.putObject("by_model");
        calls.byModel().forEach(byModel::put);
        ObjectNode byContent = body.putObject("by_content");
        calls.byContent().forEach(byContent::put);
        return new JsonResponse(200, JsonNodes.write(body));
    }
}
