package metatextgrad.candidate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.prompt.Fence;
import metatextgrad.prompt.LinearPattern;
import metatextgrad.prompt.PromptTemplate;

/**
 * The values on the edges of a program for one task: the given outputs of model calls, and all
 * values that follow from them without a call. A node has one value, or one per part. Pure.
 */
public final class NodeValues {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private final List<NodeOutput> outputs;

    private NodeValues(List<NodeOutput> outputs) {
        this.outputs = List.copyOf(outputs);
    }

    /** Returns all values that follow from these outputs, in program order. */
    public static NodeValues of(Program program, String task, List<NodeOutput> outputs) {
        NodeValues known = new NodeValues(outputs);
        known.values.put(Node.TASK, List.of(task));
        for (Node node : program.nodes()) {
            if (!known.values.keySet().containsAll(node.inputs())) continue;
            switch (node) {
                case Node.LlmCall call -> known.addCalled(call);
                case Node.SplitText split ->
                        known.values.put(split.id(), parts(split, known.text(split.input())));
                case Node.Aggregate join ->
                        known.values.put(join.id(), List.of(known.joined(join)));
                case Node.Extract extract ->
                        known.values.put(
                                extract.id(),
                                List.of(extracted(extract, known.text(extract.input()))));
            }
        }
        return known;
    }

    boolean has(String node) {
        return values.containsKey(node);
    }

    List<String> parts(String node) {
        return values.getOrDefault(node, List.of());
    }

    /** Returns the value of a node as one text. */
    public String text(String node) {
        return String.join("\n", parts(node));
    }

    /**
     * Returns the number of calls of a node, including one that ended without an output. It is 0 if
     * the run ended before the node.
     */
    public int made(Node.LlmCall call) {
        if (!values.keySet().containsAll(call.inputs())) return 0;
        return Math.min(calls(call), outputs(call).size() + 1);
    }

    /** Returns the output of one call of a node; empty for the call at which a run ended. */
    public String outputs(Node.LlmCall call, int part) {
        List<String> outputs = outputs(call);
        return part < outputs.size() ? outputs.get(part) : "";
    }

    /** Returns the number of calls that a node makes; the values of its inputs must be known. */
    int calls(Node.LlmCall call) {
        return call.each() ? parts(call.inputs().getFirst()).size() : 1;
    }

    /** Returns the user message of one call of a node. */
    public String message(Node.LlmCall call, int part) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String input : call.inputs()) {
            boolean mapped = call.each() && input.equals(call.inputs().getFirst());
            shown.put(input, mapped ? parts(input).get(part) : text(input));
        }
        String template = call.template();
        if (template != null) return PromptTemplate.of(template).fill(shown);
        if (shown.size() == 1) return shown.values().iterator().next();
        Fence fence = Fence.ofHeadings(shown.keySet());
        List<String> blocks = new ArrayList<>();
        shown.forEach((name, text) -> blocks.add(name + ":\n" + fence.keep(text)));
        return String.join("\n\n", blocks);
    }

    private void addCalled(Node.LlmCall call) {
        List<String> outputs = outputs(call);
        if (outputs.size() == calls(call)) values.put(call.id(), outputs);
    }

    private List<String> outputs(Node.LlmCall call) {
        return outputs.stream()
                .filter(output -> output.node().equals(call.id()))
                .map(NodeOutput::text)
                .toList();
    }

    private String joined(Node.Aggregate join) {
        List<String> all = new ArrayList<>();
        join.inputs().forEach(input -> all.addAll(parts(input)));
        return String.join(join.separator(), all);
    }

    private static List<String> parts(Node.SplitText split, String text) {
        return List.of(text.split(Pattern.quote(split.separator()), split.max()));
    }

    private static String extracted(Node.Extract extract, String text) {
        String found = LinearPattern.of(extract.pattern()).last(text);
        return found == null ? "" : found;
    }
}
