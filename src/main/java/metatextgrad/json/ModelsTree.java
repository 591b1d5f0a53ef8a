package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Text;

/** The model of each role, with defaults for what a project file omits. */
final class ModelsTree {
    private static final int MAX_TOKENS = 2000;

    /** Structure phases write whole programs, and the meta model whole optimizers. */
    private static final int MAX_TOKENS_OF_STRUCTURES = 8000;

    private static final int TIMEOUT_SECONDS = 60;

    private ModelsTree() {}

    /**
     * Returns the models. Each model except the program's takes missing settings from the
     * optimizer's.
     */
    static ObjectNode of(JsonNode models) {
        ObjectNode optimizer = plain(models.path("optimizer"));
        ObjectNode tree = Json.object();
        for (ModelRole role : ModelRole.values()) {
            ObjectNode model =
                    Json.object()
                            .put("max-tokens", maxTokens(role))
                            .put("timeout-seconds", TIMEOUT_SECONDS);
            if (role != ModelRole.PROGRAM) model.setAll(optimizer);
            model.put("temperature", temperature(role));
            model.setAll(plain(models.path(Text.kebab(role))));
            tree.set(Text.kebab(role), model);
        }
        return tree;
    }

    /** Returns the default: answers at temperature 0 can be cached, but proposals need variety. */
    private static double temperature(ModelRole role) {
        return switch (role) {
            case PROGRAM, JUDGE, BACKWARD -> 0;
            case OPTIMIZER, META -> 1;
        };
    }

    private static int maxTokens(ModelRole role) {
        return switch (role) {
            case PROGRAM, JUDGE, BACKWARD -> MAX_TOKENS;
            case OPTIMIZER, META -> MAX_TOKENS_OF_STRUCTURES;
        };
    }

    private static ObjectNode plain(JsonNode model) {
        if (model.isTextual()) return Json.object().put("name", model.asText());
        return model instanceof ObjectNode object ? object : Json.object();
    }
}
