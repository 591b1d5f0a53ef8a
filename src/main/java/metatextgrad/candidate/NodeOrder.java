package metatextgrad.candidate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.model.Node;

/** A list of nodes in which each comes after its inputs, or the reason why there is none. */
sealed interface NodeOrder {
    /** The given order, as far as the inputs allow it. */
    record Sorted(List<Node> nodes) implements NodeOrder {}

    /** Ids along a cycle; the first is also the last. */
    record Cycle(List<String> ids) implements NodeOrder {}

    /** Sorts the nodes. Ignores inputs that are no nodes of the list. */
    static NodeOrder of(List<Node> nodes) {
        Map<String, Node> waiting = new LinkedHashMap<>();
        nodes.forEach(node -> waiting.putIfAbsent(node.id(), node));
        List<Node> sorted = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Optional<Node> next =
                    waiting.values().stream()
                            .filter(node -> node.inputs().stream().noneMatch(waiting::containsKey))
                            .findFirst();
            if (next.isEmpty()) return cycle(waiting);
            sorted.add(next.get());
            waiting.remove(next.get().id());
        }
        return new Sorted(List.copyOf(sorted));
    }

    /**
     * Finds a cycle. Every remaining node depends on another one, so a walk from input to input
     * reaches a node twice.
     */
    private static Cycle cycle(Map<String, Node> waiting) {
        List<String> path = new ArrayList<>();
        Node node = waiting.values().iterator().next();
        while (!path.contains(node.id())) {
            path.add(node.id());
            String input =
                    node.inputs().stream().filter(waiting::containsKey).findFirst().orElseThrow();
            node = waiting.getOrDefault(input, node);
        }
        path.add(node.id());
        return new Cycle(path.subList(path.indexOf(node.id()), path.size()).reversed());
    }
}
