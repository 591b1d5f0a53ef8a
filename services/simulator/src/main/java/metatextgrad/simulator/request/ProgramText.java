package metatextgrad.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.simulator.json.JsonNodes;

/**
 * A program as a request shows it. New nodes are copies of its nodes, so they have the same form.
 */
public record ProgramText(ObjectNode value) {
    public static final String NODES = "nodes";
    public static final String OUTPUT = "output";

    private static final String PROMPT = "prompt";
    private static final String INPUTS = "inputs";

    /** True if this object is a program. */
    public static boolean is(ObjectNode value) {
        return value.path(OUTPUT).isTextual() && !calls(value).isEmpty();
    }

    /** The nodes with a prompt, in order. */
    public List<ObjectNode> calls() {
        return calls(value);
    }

    public static String prompt(ObjectNode node) {
        JsonNode prompt = node.path(PROMPT);
        return prompt.isObject() ? prompt.path("value").asText() : prompt.asText();
    }

    /** The name of the question: an input that is no node. */
    public String task() {
        List<String> ids = new ArrayList<>();
        value.path(NODES).forEach(node -> ids.add(node.path("id").asText()));
        for (JsonNode node : value.path(NODES)) {
            for (JsonNode input : node.path(INPUTS))
                if (!ids.contains(input.asText())) return input.asText();
        }
        return "task";
    }

    /** A copy with other prompts, one for each call. */
    public ProgramText withPrompts(List<String> prompts) {
        var changed = new ProgramText(value.deepCopy());
        for (int i = 0; i < prompts.size(); i++) setPrompt(changed.calls().get(i), prompts.get(i));
        return changed;
    }

    /** A copy of the first call with another id, prompt and inputs. */
    public ObjectNode call(String id, String prompt, List<String> inputs) {
        ObjectNode call = calls().getFirst().deepCopy();
        call.put("id", id);
        setPrompt(call, prompt);
        if (call.path(PROMPT) instanceof ObjectNode variable && variable.has("role"))
            variable.put("role", "the prompt of the " + id);
        ArrayNode array = call.putArray(INPUTS);
        inputs.forEach(array::add);
        // Both refer to the inputs of the copied call.
        call.remove("template");
        if (call.has("each")) call.put("each", false);
        return call;
    }

    public static ProgramText of(List<ObjectNode> nodes, String output) {
        ObjectNode program = JsonNodes.object();
        program.putArray(NODES).addAll(nodes);
        return new ProgramText(program.put(OUTPUT, output));
    }

    private static List<ObjectNode> calls(ObjectNode program) {
        var calls = new ArrayList<ObjectNode>();
        for (JsonNode node : program.path(NODES)) {
            if (node instanceof ObjectNode call && call.has("id") && call.has(PROMPT))
                calls.add(call);
        }
        return calls;
    }

    private static void setPrompt(ObjectNode call, String text) {
        if (call.path(PROMPT) instanceof ObjectNode variable) {
            variable.put("value", text);
        } else {
            call.put(PROMPT, text);
        }
    }
}
