package metatextgrad.cli.input;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** Finds prompts with placeholders, which are not replaced in prompts. Pure. */
final class PromptPlaceholders {
    private PromptPlaceholders() {}

    /** Returns one line per placeholder: a prompt is sent unchanged, so the model would read it. */
    static List<String> check(Program program) {
        List<String> problems = new ArrayList<>();
        for (Node.LlmCall call : program.trainable()) {
            for (String input : call.inputs()) {
                String place = "{" + input + "}";
                if (call.prompt().value().contains(place))
                    problems.add(
                            "the prompt of node `%s` has `%s`, but a prompt is sent unchanged and the inputs follow it: remove the placeholder, or write `{%s}` in the node's template"
                                    .formatted(call.id(), place, place));
            }
        }
        return problems;
    }
}
