package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.SortedMap;
import metatextgrad.model.EvaluatorSpec;

/**
 * Which evaluator: its name alone where it has no settings, else an object with its name and,
 * beside it, its settings and parts.
 */
final class EvaluatorJson {
    private static final String NAME = "name";
    private static final String PARTS = "parts";

    private EvaluatorJson() {}

    static JsonNode tree(EvaluatorSpec spec) {
        if (spec.bare()) return TextNode.valueOf(spec.name());
        ObjectNode tree = Json.object().put(NAME, spec.name());
        spec.settings().forEach(tree::put);
        if (!spec.parts().isEmpty()) tree.set(PARTS, Json.list(spec.parts(), EvaluatorJson::tree));
        return tree;
    }

    static EvaluatorSpec read(JsonFields fields, String field) {
        return fields.isText(field)
                ? EvaluatorSpec.named(fields.text(field))
                : fields.object(field, EvaluatorJson::read);
    }

    private static EvaluatorSpec read(JsonFields fields) {
        return fields.build(
                () -> {
                    String name = fields.text(NAME);
                    List<EvaluatorSpec.Part> parts =
                            fields.optional(
                                    PARTS,
                                    present -> fields.list(present, EvaluatorJson::readPart),
                                    List.of());
                    SortedMap<String, String> settings = fields.otherScalars();
                    return new EvaluatorSpec(name, settings, parts);
                });
    }

    private static JsonNode tree(EvaluatorSpec.Part part) {
        ObjectNode tree = Json.object().put("weight", part.weight());
        tree.set("evaluator", tree(part.evaluator()));
        return tree;
    }

    private static EvaluatorSpec.Part readPart(JsonFields fields) {
        return fields.build(
                () -> new EvaluatorSpec.Part(fields.number("weight"), read(fields, "evaluator")));
    }
}
