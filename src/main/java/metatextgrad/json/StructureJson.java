package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Reduce;

/**
 * An optimizer as a meta-optimizer writes it: the last JSON object of its reply with a list of
 * phases, held to {@code schema/structure.schema.json}. What a phase does not state comes from the
 * phase it is modelled on; its tags always do.
 */
public final class StructureJson {
    private static final String SCHEMA_FILE = "/schema/structure.schema.json";
    private static final List<String> FIXED = List.of("tags", "model");
    private static final SchemaCheck SCHEMA = new SchemaCheck(SCHEMA_FILE);

    private StructureJson() {}

    /** The schema, to be shown to whoever is to write one. */
    public static String schema() {
        return Resources.text(SCHEMA_FILE).strip();
    }

    /** An optimizer in the form that {@link #read} takes: what never changes is left out. */
    public static String write(OptimizerSpec spec) {
        ObjectNode tree = OptimizerJson.tree(spec);
        for (JsonNode phase : tree.get("phases")) ((ObjectNode) phase).remove(FIXED);
        return Json.write(tree);
    }

    /**
     * The optimizer of this reply.
     *
     * @param models the phase that one of this strategy is modelled on
     * @throws InvalidFile with everything that is wrong
     */
    public static OptimizerSpec read(String reply, Function<String, Phase> models) {
        JsonNode object =
                ReplyJson.object(reply, "phases")
                        .orElseThrow(
                                () ->
                                        new InvalidFile(
                                                List.of(
                                                        "there is no JSON object with a list called `phases`")));
        List<String> problems = SCHEMA.problems(object);
        if (!problems.isEmpty()) throw new InvalidFile(problems);
        try {
            JsonFields fields = JsonFields.of(object, JsonFields.ROOT);
            return fields.build(
                    () ->
                            new OptimizerSpec(
                                    fields.text("name"),
                                    fields.list("phases", phase -> phase(phase, models))));
        } catch (IllegalArgumentException e) {
            throw new InvalidFile(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Phase phase(JsonFields fields, Function<String, Phase> models) {
        return fields.build(
                () -> {
                    Phase model = models.apply(fields.text("strategy"));
                    return new Phase(
                            fields.text("strategy"),
                            fields.constant("aspect", Aspect.values(), model.aspect()),
                            fields.integer("steps"),
                            fields.optional(
                                    "taskDescription", fields::text, model.taskDescription()),
                            fields.optional("constraints", fields::texts, model.constraints()),
                            fields.optional("examples", fields::texts, model.examples()),
                            fields.optional("memory", fields::integer, model.memory()),
                            fields.optional("momentum", fields::integer, model.momentum()),
                            model.tags(),
                            fields.constant("reduce", Reduce.values(), model.reduce()),
                            model.model());
                });
    }
}
