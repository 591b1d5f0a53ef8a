package metatextgrad.model;

import static java.util.stream.Collectors.toUnmodifiableList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable DAG of nodes, in an order in which every node comes after its inputs. {@code
 * candidate.SpecRules} decides whether a specification may become a program.
 *
 * @param output the node that gives the answer
 */
public record Program(List<Node> nodes, String output) {
    public Program {
        nodes = List.copyOf(nodes);
        output = Text.nonBlank(output, "output");
    }

    public Node node(String id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("program has no node " + id));
    }

    /** Returns the nodes that call a model, in program order. */
    public Stream<Node.LlmCall> calls() {
        return nodes.stream().filter(Node.LlmCall.class::isInstance).map(Node.LlmCall.class::cast);
    }

    /** The nodes with prompts that an optimizer may rewrite, in program order. */
    public List<Node.LlmCall> trainable() {
        return calls().filter(call -> call.prompt().trainable()).collect(toUnmodifiableList());
    }

    /** This program with new prompts, all at once. */
    public Program withPrompts(Map<String, String> prompts) {
        List<Node> changed = new ArrayList<>();
        for (Node node : nodes) {
            String text = prompts.get(node.id());
            changed.add(
                    text != null && node instanceof Node.LlmCall call
                            ? call.withPrompt(text)
                            : node);
        }
        return new Program(changed, output);
    }

    /** Returns the characters of all prompts. */
    public int promptLength() {
        return nodes.stream()
                .mapToInt(
                        node ->
                                node instanceof Node.LlmCall call
                                        ? call.prompt().value().length()
                                        : 0)
                .sum();
    }

    /** The prompt of a program of one call, which an application can use as it is; else null. */
    public @Nullable String onlyPrompt() {
        return nodes.size() == 1 && nodes.getFirst() instanceof Node.LlmCall call
                ? call.prompt().value()
                : null;
    }

    public ProgramId id() {
        return new ProgramId(
                ContentHash.of("program", nodes.stream().map(Node::content).toList(), output));
    }
}
