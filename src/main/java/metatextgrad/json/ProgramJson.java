package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;

/** Programs as canonical JSON. */
public final class ProgramJson {
    private ProgramJson() {}

    public static String write(Program program) {
        return Json.write(tree(program));
    }

    /**
     * The program of this JSON.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static Program read(String json) {
        return read(Json.read(json));
    }

    static ObjectNode tree(Program program) {
        ObjectNode tree = Json.object();
        tree.set("nodes", Json.list(program.nodes(), ProgramJson::tree));
        return tree.put("output", program.output());
    }

    static Program read(JsonFields fields) {
        return fields.build(
                () ->
                        new Program(
                                fields.list("nodes", ProgramJson::readNode),
                                fields.text("output")));
    }

    private static ObjectNode tree(Node node) {
        ObjectNode tree = Json.object().put("id", node.id());
        switch (node) {
            case Node.LlmCall call -> {
                tree.put("type", "llm").set("inputs", Json.texts(call.inputs()));
                tree.set("prompt", tree(call.prompt()));
                if (call.template() != null) tree.put("template", call.template());
                tree.put("each", call.each());
            }
            case Node.SplitText split ->
                    tree.put("type", "split")
                            .put("input", split.input())
                            .put("separator", split.separator())
                            .put("most", split.most());
            case Node.Aggregate join ->
                    tree.put("type", "aggregate")
                            .put("separator", join.separator())
                            .set("inputs", Json.texts(join.inputs()));
            case Node.Extract extract ->
                    tree.put("type", "extract")
                            .put("input", extract.input())
                            .put("pattern", extract.pattern());
        }
        return tree;
    }

    private static ObjectNode tree(Variable variable) {
        return Json.object()
                .put("value", variable.value())
                .put("role", variable.role())
                .put("trainable", variable.trainable());
    }

    private static Node readNode(JsonFields fields) {
        return fields.build(
                () ->
                        switch (fields.text("type")) {
                            case "llm" -> readCall(fields);
                            case "split" ->
                                    new Node.SplitText(
                                            fields.text("id"),
                                            fields.text("input"),
                                            fields.text("separator"),
                                            fields.integer("most"));
                            case "aggregate" ->
                                    new Node.Aggregate(
                                            fields.text("id"),
                                            fields.texts("inputs"),
                                            fields.text("separator"));
                            case "extract" ->
                                    new Node.Extract(
                                            fields.text("id"),
                                            fields.text("input"),
                                            fields.text("pattern"));
                            default ->
                                    throw new IllegalArgumentException(
                                            "type must be one of llm, split, aggregate, extract");
                        });
    }

    private static Node readCall(JsonFields fields) {
        return new Node.LlmCall(
                fields.text("id"),
                fields.object("prompt", ProgramJson::readVariable),
                fields.texts("inputs"),
                fields.optionalText("template"),
                fields.optional("each", fields::flag, false));
    }

    private static Variable readVariable(JsonFields fields) {
        return fields.build(
                () ->
                        new Variable(
                                fields.text("value"),
                                fields.text("role"),
                                fields.optional("trainable", fields::flag, true)));
    }
}
