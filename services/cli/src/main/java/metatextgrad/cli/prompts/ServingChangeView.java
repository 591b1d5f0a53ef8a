package metatextgrad.cli.prompts;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import org.jspecify.annotations.Nullable;

/**
 * A change of what serves. Pure.
 *
 * @param dryRun true if nothing was changed
 * @param serial of the new serving table
 * @param by who changed it, as that user claims
 * @param pinned whether the champion stays until it is unpinned
 * @param serving the versions that serve under the new table
 * @param replaced the versions that served before
 */
record ServingChangeView(
        String project,
        boolean dryRun,
        long serial,
        String reason,
        @Nullable String by,
        boolean pinned,
        List<PromptListView.Row> serving,
        List<PromptListView.Row> replaced)
        implements ServingChange {
    static ServingChangeView of(
            PromptCatalog known,
            PromptsServed before,
            PromptsServed after,
            RolloutCommand sent,
            boolean dryRun) {
        VersionId rejected = sent instanceof ChallengerRejected one ? one.version() : null;
        return new ServingChangeView(
                after.project().value(),
                dryRun,
                after.serial().number(),
                after.why(),
                after.by().isEmpty() ? null : after.by(),
                after.marks().pinned(),
                serving(known.with(after, rejected), after),
                serving(known.with(before), before));
    }

    private static List<PromptListView.Row> serving(PromptCatalog known, PromptsServed table) {
        return known.of(table.project().value()).stream()
                .map(one -> PromptListView.Row.of(known, one))
                .filter(row -> row.share() > 0)
                .toList();
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        if (dryRun) {
            lines.add("dry run, nothing is changed");
            lines.addAll(preview());
        } else {
            tables(lines, ": " + recorded(), "replaced:");
        }
        return lines;
    }

    @Override
    public List<String> preview() {
        List<String> lines = new ArrayList<>();
        tables(lines, " will serve:", "It will replace:");
        lines.add("");
        lines.add("It will be recorded as: " + recorded());
        return lines;
    }

    private void tables(List<String> lines, String title, String before) {
        lines.add(
                "serving table %d of project %s%s%s"
                        .formatted(serial, project, pinned ? " (pinned)" : "", title));
        lines.addAll(new PromptListView(serving).text());
        lines.add("");
        lines.add(before);
        lines.addAll(new PromptListView(replaced).text());
    }

    private String recorded() {
        return reason + (by == null ? "" : ", by " + by);
    }
}
