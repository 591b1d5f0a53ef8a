package metatextgrad.services.gateway.console;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.services.gateway.views.VersionRow;
import metatextgrad.view.WordDiff;
import org.jspecify.annotations.Nullable;

/**
 * A version: its evidence, and what is different from its parent.
 *
 * @param texts its prompts, in program order
 */
public record VersionPage(VersionRow.Detail version, List<PromptDiff> texts, Choices choices) {
    /**
     * A prompt, as difference from the prompt of the same node in the other program.
     *
     * @param isNew whether the other program has no such node
     */
    public record PromptDiff(String node, List<WordDiff.Piece> pieces, boolean isNew) {
        public boolean isChanged() {
            return pieces.stream().anyMatch(one -> one.kind() != WordDiff.Kind.SAME);
        }
    }

    static VersionPage of(ConsoleCall call, PromptVersion version) {
        ReadModels models = call.models();
        ProjectId project = version.project();
        return new VersionPage(
                VersionRow.detail(models, version),
                diff(program(models, project, version.parent()), version.program()),
                Choices.of(call, project, version.id().value()));
    }

    private static @Nullable Program program(
            ReadModels models, ProjectId project, @Nullable VersionId id) {
        return id == null
                ? null
                : models.version(project, id).map(PromptVersion::program).orElse(null);
    }

    /** Returns the prompts of a program against those of another one. */
    static List<PromptDiff> diff(@Nullable Program before, Program after) {
        List<PromptDiff> diffs = new ArrayList<>();
        for (Node node : after.nodes())
            if (node instanceof Node.LlmCall call) {
                String text = call.prompt().value();
                String old = before == null ? null : text(before, call.id());
                diffs.add(
                        new PromptDiff(
                                call.id(),
                                WordDiff.of(old == null ? text : old, text),
                                before != null && old == null));
            }
        return diffs;
    }

    private static @Nullable String text(Program program, String id) {
        return program.nodes().stream()
                .filter(one -> one.id().equals(id))
                .map(one -> one instanceof Node.LlmCall call ? call.prompt().value() : null)
                .findFirst()
                .orElse(null);
    }
}
