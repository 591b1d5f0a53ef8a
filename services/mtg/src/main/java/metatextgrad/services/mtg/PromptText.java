package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** The prompts of a program as people write them, node by node. Pure. */
final class PromptText {
    private PromptText() {}

    static List<String> of(Program program) {
        List<String> lines = new ArrayList<>();
        for (Node node : program.nodes()) {
            if (!(node instanceof Node.LlmCall call)) continue;
            add(lines, "prompt of " + call.id() + ":", call.prompt().value());
            if (call.template() != null)
                add(lines, "template of " + call.id() + ":", call.template());
        }
        return lines;
    }

    private static void add(List<String> lines, String title, String text) {
        lines.add("");
        lines.add(title);
        text.lines().forEach(lines::add);
    }
}
