package metatextgrad.cli.prompts;

import java.util.List;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.LabelCommand;
import org.jspecify.annotations.Nullable;

/**
 * A change of a label. Pure.
 *
 * @param dryRun true if nothing was changed
 * @param version that the label names now; null if it was removed
 * @param replaced the version that it named before; null if it is new
 * @param by who changed it, as that user claims
 */
record LabelChangeView(
        String project,
        boolean dryRun,
        String label,
        @Nullable String version,
        @Nullable String replaced,
        String by)
        implements ServingChange {
    static LabelChangeView of(PromptsServed before, LabelCommand sent, boolean dryRun) {
        var named = sent.named();
        var replaced = before.marks().labels().get(sent.label());
        return new LabelChangeView(
                sent.project().value(),
                dryRun,
                sent.label(),
                named == null ? null : named.value(),
                replaced == null ? null : replaced.value(),
                sent.by());
    }

    @Override
    public List<String> text() {
        return dryRun
                ? List.of("dry run, nothing is changed", change("will name", "will be removed"))
                : List.of(change("names", "is removed"));
    }

    @Override
    public List<String> preview() {
        return List.of(change("will name", "will be removed"));
    }

    private String change(String names, String removed) {
        String before = replaced == null ? "" : "; it named " + replaced;
        return "label %s of project %s %s%s"
                .formatted(
                        label, project, version == null ? removed : names + " " + version, before);
    }
}
