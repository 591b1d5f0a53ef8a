package metatextgrad.conformance;

import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;

/** Programs of the smallest shapes. A prompt {@code solves N} solves the first N items. */
final class Programs {
    private Programs() {}

    static Program oneCall(String prompt) {
        return new Program(List.of(call("solve", prompt, true, Node.TASK)), "solve");
    }

    /** Returns a program that plans, then solves. */
    static Program chain(boolean planTrainable) {
        return new Program(
                List.of(
                        call("plan", "plans well", planTrainable, Node.TASK),
                        call("solve", "solves 1", true, "plan")),
                "solve");
    }

    /** Returns a program of three calls side by side, joined to the answer. */
    static Program joined() {
        return new Program(
                List.of(
                        call("first", "plans well", true, Node.TASK),
                        call("second", "plans slowly", true, Node.TASK),
                        call("third", "solves 1", true, Node.TASK),
                        new Node.Aggregate("join", List.of("first", "second", "third"), "\n")),
                "join");
    }

    /** Returns the prompt of a node. */
    static String prompt(Program program, String node) {
        return ((Node.LlmCall) program.node(node)).prompt().value();
    }

    private static Node call(String id, String prompt, boolean trainable, String input) {
        Variable variable = new Variable(prompt, "the prompt of " + id, trainable);
        return new Node.LlmCall(id, variable, List.of(input), null, false);
    }
}
