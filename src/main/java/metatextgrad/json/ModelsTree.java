package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Text;

/** The model of each role, with defaults for what a project file omits. */
final class ModelsTree {
    private static final int MAX_TOKENS = 2000;

    /** Structure phases write whole programs, and the meta model whole optimizers. */
    private static final int MAX_TOKENS_OF_STRUCTURES = 8000;

    private static final int TIMEOUT_SECONDS = 60;
    private static final String NAME = "name";
    private static final String TEMPERATURE = "temperature";

    /** The temperature of a model whose server chooses it. */
    private static final String NOT_SENT = "none";

    /** Fields of a request that have keys of their own, or that replies depend on. */
    private static final Set<String> RESERVED =
            Set.of(
                    "model",
                    "messages",
                    TEMPERATURE,
                    "top_p",
                    "reasoning_effort",
                    "max_tokens",
                    "max_completion_tokens",
                    "seed",
                    "response_format",
                    "stream",
                    "n");

    private ModelsTree() {}

    /**
     * Returns the models. Each model except the program's takes missing settings from the
     * optimizer's.
     *
     * @throws IllegalArgumentException if an extra field is reserved
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
            ObjectNode own = plain(models.path(Text.kebab(role)));
            // A model that refuses the parameter refuses it in every role.
            if (own.has(NAME) || !notSent(model)) model.put(TEMPERATURE, temperature(role));
            model.setAll(own);
            if (notSent(model)) model.remove(TEMPERATURE);
            requireFree(model.path("extra"), Text.kebab(role));
            tree.set(Text.kebab(role), model);
        }
        return tree;
    }

    /** Changes complete models into the form of a file, in place. */
    static void file(JsonNode models) {
        for (JsonNode model : models)
            if (!model.has(TEMPERATURE)) ((ObjectNode) model).put(TEMPERATURE, NOT_SENT);
    }

    private static boolean notSent(ObjectNode model) {
        return model.path(TEMPERATURE).asText().equals(NOT_SENT);
    }

    private static void requireFree(JsonNode extra, String role) {
        Set<String> taken = new TreeSet<>();
        extra.fieldNames().forEachRemaining(taken::add);
        taken.retainAll(RESERVED);
        if (!taken.isEmpty())
            throw new IllegalArgumentException(
                    "models.%s.extra: must not set %s".formatted(role, String.join(", ", taken)));
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
        if (model.isTextual()) return Json.object().put(NAME, model.asText());
        return model instanceof ObjectNode object ? object : Json.object();
    }
}
