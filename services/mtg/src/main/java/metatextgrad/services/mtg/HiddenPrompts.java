package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.Project;
import metatextgrad.redact.Found;
import metatextgrad.redact.Redactor;

/** Finds prompts that the optimizer would see with marks, and so rewrite with marks. Pure. */
final class HiddenPrompts {
    private HiddenPrompts() {}

    /** One line per prompt. */
    static List<String> check(Project project) {
        List<String> problems = new ArrayList<>();
        if (!project.loop().hides(ModelRole.OPTIMIZER)) return problems;
        for (Node node : project.seed().nodes()) {
            if (!(node instanceof Node.LlmCall call)) continue;
            List<Found> found = Redactor.find(call.prompt().value());
            if (found.isEmpty()) continue;
            problems.add(
                    "the prompt of node `%s` holds what the optimizer sees as `%s`, so it would be lost when the prompt is rewritten: take it out, or write `raw-text: [optimizer]`"
                            .formatted(call.id(), found.getFirst().secret().mark()));
        }
        return problems;
    }
}
