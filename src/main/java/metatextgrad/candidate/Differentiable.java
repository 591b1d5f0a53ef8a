package metatextgrad.candidate;

import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/**
 * The nodes that a critique can pass through: a trainable prompt is behind them, and the output is
 * ahead of them.
 */
public record Differentiable(Set<String> nodes) {
    public static Differentiable of(Program program) {
        Set<String> trainableBehind = new TreeSet<>();
        for (Node node : program.nodes()) {
            boolean own = node instanceof Node.LlmCall call && call.prompt().trainable();
            if (own || node.inputs().stream().anyMatch(trainableBehind::contains))
                trainableBehind.add(node.id());
        }
        Set<String> reachOutput = new TreeSet<>(Set.of(program.output()));
        for (Node node : program.nodes().reversed())
            if (reachOutput.contains(node.id())) reachOutput.addAll(node.inputs());
        trainableBehind.retainAll(reachOutput);
        return new Differentiable(trainableBehind);
    }

    public boolean contains(String node) {
        return nodes.contains(node);
    }
}
