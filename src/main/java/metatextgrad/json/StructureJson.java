package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;

/**
 * Reads an optimizer from a meta-optimizer's reply: its last JSON object with a list of phases,
 * checked against {@code schema/structure.schema.json}. Fields that a phase omits come from the
 * phase it is modelled on; its tags always do.
 */
public final class StructureJson {
    private static final String SCHEMA_FILE = "/schema/structure.schema.json";
    private static final List<String> FIXED = List.of("tags", "model");
    private static final List<String> BRIEF = List.of("strategy", "aspect", "steps");
    private static final SchemaCheck SCHEMA = new SchemaCheck(SCHEMA_FILE);

    /** Prompts and their schema write this one name in camel case. */
    private static final String IN_PROMPTS = "taskDescription";

    /** What a model writes first where the server holds it to a schema. */
    private static final String ANALYSIS = "analysis";

    private static final String IN_SPECS = "task-description";

    private static final String STRATEGY = "strategy";

    /** The strategy of a phase that only states its aspect. */
    private static final Map<String, String> USUAL =
            Map.of("structure", "adas", "prompt", "tgd", "demos", "demos");

    private StructureJson() {}

    /**
     * Returns an optimizer in the form that {@link #read} accepts, without the fields that never
     * change.
     */
    public static String write(OptimizerSpec spec) {
        ObjectNode tree = Json.tree(spec);
        for (JsonNode phase : tree.get("phases"))
            rename((ObjectNode) phase, IN_SPECS, IN_PROMPTS).remove(FIXED);
        return Json.write(tree);
    }

    /** As {@link #write}, with only strategy, aspect and steps of each phase. */
    public static String brief(OptimizerSpec spec) {
        ObjectNode tree = Json.tree(spec);
        for (JsonNode phase : tree.get("phases")) ((ObjectNode) phase).retain(BRIEF);
        return Json.write(tree);
    }

    /**
     * Returns the optimizer of this reply. A phase without a strategy gets the usual one of its
     * aspect.
     *
     * @param models the phase that one of this strategy is modelled on
     * @throws InvalidFile with all problems
     */
    public static OptimizerSpec read(String reply, Function<String, Phase> models) {
        ObjectNode object =
                ReplyJson.object(reply, "phases")
                        .orElseThrow(
                                () ->
                                        new InvalidFile(
                                                "there is no JSON object with a list called"
                                                        + " `phases`"));
        object.get("phases").forEach(StructureJson::name);
        object.remove(ANALYSIS);
        SCHEMA.require(object);
        for (JsonNode phase : object.get("phases"))
            rename((ObjectNode) phase, IN_PROMPTS, IN_SPECS);
        return InvalidFile.unless(
                () -> Json.read(PhaseTree.complete(object, models), OptimizerSpec.class));
    }

    private static void name(JsonNode phase) {
        String usual = USUAL.get(phase.path("aspect").asText());
        if (usual != null && phase instanceof ObjectNode object && !phase.has(STRATEGY))
            object.put(STRATEGY, usual);
    }

    private static ObjectNode rename(ObjectNode phase, String from, String to) {
        JsonNode value = phase.remove(from);
        if (value != null) phase.set(to, value);
        return phase;
    }
}
