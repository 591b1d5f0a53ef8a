package metatextgrad.candidate;

import metatextgrad.model.Node;
import metatextgrad.model.Program;

/**
 * Calls of one item (METHOD §2.5). A node that runs once per part of a split counts with its
 * maximum number of parts, so for such a program these are upper bounds.
 *
 * @param program n, calls of the program
 * @param backward g, critiques on the way back
 * @param prompts P, trainable prompts
 */
public record CallCount(int program, int backward, int prompts) {
    /**
     * The most calls of any program that is allowed: a split, and calls that all run once per part
     * and read all nodes before them.
     */
    public static final CallCount LARGEST = largest();

    private static CallCount largest() {
        int calls = SpecRules.MAX_NODES - 1;
        int critiques = 1;
        for (int before = 1; before <= calls; before++)
            critiques += SpecRules.MAX_PARTS * (1 + before);
        return new CallCount(SpecRules.MAX_PARTS * calls, critiques, SpecRules.MAX_NODES);
    }

    public static CallCount of(Program program) {
        int calls = 0;
        for (Node node : program.nodes())
            if (node instanceof Node.LlmCall call) calls += parts(program, call);
        return new CallCount(calls, backward(program), program.trainable().size());
    }

    private static int parts(Program program, Node.LlmCall call) {
        return call.each() && program.node(call.inputs().getFirst()) instanceof Node.SplitText split
                ? split.max()
                : 1;
    }

    private static int backward(Program program) {
        Differentiable paths = Differentiable.of(program);
        if (!paths.contains(program.output())) return 0;
        int critiques = 1;
        for (Node node : program.nodes()) {
            if (!(node instanceof Node.LlmCall call) || !paths.contains(call.id())) continue;
            long inputs = call.inputs().stream().filter(paths::contains).count();
            critiques +=
                    parts(program, call) * ((call.prompt().trainable() ? 1 : 0) + (int) inputs);
        }
        return critiques;
    }
}
