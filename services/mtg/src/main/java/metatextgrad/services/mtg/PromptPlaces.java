package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** Finds prompts whose author expects an input to be put in. Pure. */
final class PromptPlaces {
    private PromptPlaces() {}

    /** One line per place; a prompt goes out as it stands, so the model would read the place. */
    static List<String> check(Program program) {
        List<String> problems = new ArrayList<>();
        for (Node.LlmCall call : program.trainable()) {
            for (String input : call.inputs()) {
                String place = "{" + input + "}";
                if (call.prompt().value().contains(place))
                    problems.add(
                            "the prompt of node `%s` shows `%s`, but a prompt is sent as it stands and the inputs follow it: leave the place out, or write `{%s}` in the node's template"
                                    .formatted(call.id(), place, place));
            }
        }
        return problems;
    }
}
