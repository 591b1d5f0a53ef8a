package metatextgrad.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import metatextgrad.json.Suggestions;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.prompt.LinearPattern;

/**
 * Decides whether a specification may become a program (METHOD §4.6). Programs come from people and
 * from models, so these checks find every error that could stop a run, before any call is billed.
 * Pure.
 */
public final class SpecRules {
    public static final int MAX_NODES = 8;
    public static final int MAX_PARTS = 16;
    private static final int MAX_BYTES = 64 * 1024;

    /** The name by which the template engine shows all values. */
    private static final String WHOLE = "this";

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final Program program;
    private final List<String> ids;
    private final List<String> errors = new ArrayList<>();

    private SpecRules(Program program) {
        this.program = program;
        ids = program.nodes().stream().map(Node::id).toList();
    }

    /**
     * Returns the errors, one line each, in the order of the method's checks; empty if there are
     * none.
     */
    public static List<String> check(Program program) {
        SpecRules rules = new SpecRules(program);
        rules.checkIds();
        rules.checkInputs();
        rules.checkOrder();
        rules.checkOutput();
        program.nodes().forEach(rules::checkNode);
        rules.checkSize();
        return List.copyOf(rules.errors);
    }

    /**
     * Returns the program with every node after its inputs, and otherwise in the given order.
     *
     * @throws IllegalArgumentException if its nodes form a cycle
     */
    public static Program ordered(Program program) {
        return switch (NodeOrder.of(program.nodes())) {
            case NodeOrder.Sorted sorted -> new Program(sorted.nodes(), program.output());
            case NodeOrder.Cycle cycle -> throw new IllegalArgumentException(round(cycle));
        };
    }

    private void checkIds() {
        if (ids.isEmpty()) errors.add("the program has no node");
        TreeSet<String> seen = new TreeSet<>();
        for (String id : ids) {
            if (!ID.matcher(id).matches())
                errors.add(
                        "node id `%s` must be a letter, then letters, digits, _ or -"
                                .formatted(id));
            if (id.equals(Node.TASK)) errors.add("node id `task` is reserved for the task's input");
            if (id.equals(WHOLE))
                errors.add("node id `this` is reserved: in a template it shows all inputs at once");
            if (!seen.add(id)) errors.add("duplicate node id `%s`".formatted(id));
        }
    }

    private void checkInputs() {
        List<String> known = new ArrayList<>(ids);
        known.add(Node.TASK);
        for (Node node : program.nodes()) {
            if (node.inputs().isEmpty()) errors.add("node `%s` has no input".formatted(node.id()));
            if (node.inputs().stream().distinct().count() < node.inputs().size())
                errors.add("node `%s` lists the same input twice".formatted(node.id()));
            for (String input : node.inputs()) {
                if (known.contains(input)) continue;
                errors.add(
                        "node `%s` has the unknown input `%s`.%s"
                                .formatted(node.id(), input, Suggestions.didYouMean(input, known)));
            }
        }
    }

    private void checkOrder() {
        if (NodeOrder.of(program.nodes()) instanceof NodeOrder.Cycle cycle)
            errors.add(round(cycle));
    }

    private static String round(NodeOrder.Cycle cycle) {
        return "the nodes form a cycle: " + String.join(" -> ", cycle.ids());
    }

    private void checkOutput() {
        String output = program.output();
        if (!ids.contains(output)) {
            errors.add(
                    "the output `%s` is not a node.%s"
                            .formatted(output, Suggestions.didYouMean(output, ids)));
        }
        for (String id : ids) {
            if (id.equals(output)) continue;
            if (program.nodes().stream().noneMatch(node -> node.inputs().contains(id)))
                errors.add("the output of node `%s` is not used by any node".formatted(id));
        }
    }

    private void checkNode(Node node) {
        switch (node) {
            case Node.LlmCall call -> {
                if (call.template() != null)
                    errors.addAll(TemplateRules.check(call.id(), call.inputs(), call.template()));
                if (call.each()) checkEach(call);
            }
            case Node.SplitText split -> {
                if (split.max() > MAX_PARTS)
                    errors.add(
                            "node `%s` splits into up to %s parts; the maximum is %s"
                                    .formatted(split.id(), split.max(), MAX_PARTS));
                checkNoAddress(split.id(), split.separator());
            }
            case Node.Aggregate join -> checkNoAddress(join.id(), join.separator());
            case Node.Extract extract -> {
                checkPattern(extract);
                checkNoAddress(extract.id(), extract.pattern());
            }
        }
    }

    private void checkEach(Node.LlmCall call) {
        boolean split =
                !call.inputs().isEmpty()
                        && program.nodes().stream()
                                .filter(node -> node.id().equals(call.inputs().getFirst()))
                                .anyMatch(Node.SplitText.class::isInstance);
        if (!split)
            errors.add(
                    "node `%s` runs once per part, so its first input must be a split"
                            .formatted(call.id()));
    }

    private void checkPattern(Node.Extract extract) {
        try {
            LinearPattern.of(extract.pattern());
        } catch (IllegalArgumentException e) {
            errors.add("the pattern of node `%s` %s".formatted(extract.id(), e.getMessage()));
        }
    }

    /** Refuses URLs outside prompts: no other field needs one. */
    private void checkNoAddress(String id, String text) {
        if (text.contains("://"))
            errors.add("node `%s` must not contain a URL (`://`)".formatted(id));
    }

    private void checkSize() {
        if (ids.size() > MAX_NODES)
            errors.add(
                    "the program has %s nodes, at most %s are allowed"
                            .formatted(ids.size(), MAX_NODES));
        int bytes = program.nodes().stream().mapToInt(SpecRules::bytes).sum();
        if (bytes > MAX_BYTES)
            errors.add(
                    "the program has %s bytes of text, at most %s are allowed"
                            .formatted(bytes, MAX_BYTES));
    }

    private static int bytes(Node node) {
        return node.content().stream()
                .mapToInt(part -> part.toString().getBytes(UTF_8).length)
                .sum();
    }
}
