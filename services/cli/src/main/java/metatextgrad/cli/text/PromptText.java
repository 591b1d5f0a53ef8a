package metatextgrad.cli.text;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** The prompts of a program as text, node by node. Pure. */
public final class PromptText {
    private PromptText() {}

    public static List<String> of(Program program) {
        List<String> lines = new ArrayList<>();
        for (Node node : program.nodes()) {
            if (!(node instanceof Node.LlmCall call)) continue;
            add(lines, "prompt of " + call.id() + seen(program, call) + ":", call.prompt().value());
            if (call.template() != null)
                add(lines, "template of " + call.id() + ":", call.template());
        }
        if (program.nodes().size() > 1)
            add(lines, "the answer is the output of " + program.output(), "");
        return lines;
    }

    /** Returns the inputs of a call, in a program of several nodes. */
    private static String seen(Program program, Node.LlmCall call) {
        return program.nodes().size() > 1
                ? ", with inputs " + String.join(", ", call.inputs())
                : "";
    }

    private static void add(List<String> lines, String title, String text) {
        lines.add("");
        lines.add(title);
        text.lines().forEach(lines::add);
    }
}
