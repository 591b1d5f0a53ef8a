package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.model.ModelRole;

/** Which model speaks in which role, where a project file leaves most of it unsaid. */
final class ModelsTree {
    private static final int MAX_TOKENS = 2000;
    private static final int TIMEOUT_SECONDS = 60;

    private ModelsTree() {}

    /** All but the program's model follow the optimizer's in what they do not state. */
    static ObjectNode of(ObjectNode models) {
        ObjectNode optimizer = plain(models.path("optimizer"));
        ObjectNode tree = Json.object();
        for (ModelRole role : ModelRole.values()) {
            ObjectNode base = role == ModelRole.PROGRAM ? Json.object() : optimizer.deepCopy();
            base.remove("temperature");
            ObjectNode model = base.setAll(plain(models.path(Json.name(role))));
            if (!model.has("temperature")) model.put("temperature", temperature(role));
            ProjectTree.orElse(model, "maxTokens", MAX_TOKENS);
            tree.set(Json.name(role), ProjectTree.orElse(model, "timeoutSeconds", TIMEOUT_SECONDS));
        }
        return tree;
    }

    /** Answers are bought once where nothing is left to chance; proposals live from it. */
    private static double temperature(ModelRole role) {
        return switch (role) {
            case PROGRAM, JUDGE, BACKWARD -> 0;
            case OPTIMIZER, META -> 1;
        };
    }

    private static ObjectNode plain(JsonNode model) {
        if (model.isTextual()) return Json.object().put("name", model.asText());
        return model instanceof ObjectNode object ? object : Json.object();
    }
}
