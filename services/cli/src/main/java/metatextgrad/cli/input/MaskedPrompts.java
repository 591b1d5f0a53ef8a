package metatextgrad.cli.input;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.model.Text;
import metatextgrad.model.project.Project;
import metatextgrad.redact.Found;
import metatextgrad.redact.Redactor;

/**
 * Finds prompts whose text is masked for a model that rewrites them: it would write the masks.
 * Pure.
 */
final class MaskedPrompts {
    private MaskedPrompts() {}

    /** Returns one line per prompt. */
    static List<String> check(Project project) {
        List<String> problems = new ArrayList<>();
        List<String> blind =
                rewriters(project).filter(project.loop()::hides).map(Text::lower).toList();
        if (blind.isEmpty()) return problems;
        String roles = String.join(", ", blind);
        for (Node node : project.seed().nodes()) {
            if (!(node instanceof Node.LlmCall call)) continue;
            List<Found> found = Redactor.find(call.prompt().value());
            if (found.isEmpty()) continue;
            problems.add(
                    "the prompt of node `%s` has text that models that rewrite it (%s) see as `%s`, so a rewrite would lose it: remove the text, or add these roles to `raw-text`"
                            .formatted(call.id(), roles, found.getFirst().secret().mark()));
        }
        return problems;
    }

    /** The roles that rewrite prompts: each phase names one. */
    private static Stream<ModelRole> rewriters(Project project) {
        return project.optimizers().stream()
                .flatMap(optimizer -> optimizer.phases().stream())
                .map(Phase::model)
                .distinct()
                .sorted();
    }
}
