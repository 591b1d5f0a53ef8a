package metatextgrad.cli.input;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.project.Project;
import metatextgrad.redact.Found;
import metatextgrad.redact.Redactor;

/**
 * Finds prompts whose text is masked for the optimizer, which would rewrite them with the masks.
 * Pure.
 */
final class MaskedPrompts {
    private MaskedPrompts() {}

    /** Returns one line per prompt. */
    static List<String> check(Project project) {
        List<String> problems = new ArrayList<>();
        if (!project.loop().hides(ModelRole.OPTIMIZER)) return problems;
        for (Node node : project.seed().nodes()) {
            if (!(node instanceof Node.LlmCall call)) continue;
            List<Found> found = Redactor.find(call.prompt().value());
            if (found.isEmpty()) continue;
            problems.add(
                    "the prompt of node `%s` has text that the optimizer sees as `%s`, so a rewrite would lose it: remove the text, or set `raw-text: [optimizer]`"
                            .formatted(call.id(), found.getFirst().secret().mark()));
        }
        return problems;
    }
}
