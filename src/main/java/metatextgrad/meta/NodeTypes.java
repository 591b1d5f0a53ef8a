package metatextgrad.meta;

import java.util.stream.Collectors;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** Names the nodes of a program with their types and inputs, for the meta model. Pure. */
final class NodeTypes {
    private NodeTypes() {}

    /** Returns the nodes in program order, in one line. */
    static String of(Program program) {
        return program.nodes().stream()
                .map(
                        node ->
                                "%s (%s of %s)"
                                        .formatted(
                                                node.id(),
                                                type(node),
                                                String.join(", ", node.inputs())))
                .collect(Collectors.joining("; "));
    }

    private static String type(Node node) {
        return switch (node) {
            case Node.LlmCall call -> call.each() ? "model call per part" : "model call";
            case Node.SplitText split -> "split";
            case Node.Aggregate aggregate -> "aggregate";
            case Node.Extract extract -> "extract";
        };
    }
}
