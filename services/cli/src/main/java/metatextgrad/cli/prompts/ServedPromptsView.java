package metatextgrad.cli.prompts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.text.PromptText;
import metatextgrad.cli.text.View;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.model.Program;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.rollout.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that a project serves now. Pure.
 *
 * @param serial of the serving table
 * @param unit the user or task that was asked for; null if all versions are shown
 * @param versions the serving versions, the champion first; of a unit the one that it gets
 * @param pinned whether the champion stays until it is unpinned
 * @param labels versions by label
 */
record ServedPromptsView(
        String project,
        long serial,
        @Nullable String unit,
        List<Served> versions,
        boolean pinned,
        Map<String, String> labels)
        implements View {
    /**
     * A serving version.
     *
     * @param role champion, challenger or former
     * @param share of the traffic, from 0 to 1; of a unit the probability of its assignment
     * @param text the prompt of a program of one call; null if it has several
     */
    record Served(
            String version,
            String role,
            double share,
            @Nullable String text,
            JsonNode program,
            @JsonIgnore Program prompts) {
        private static Served of(PromptCatalog known, PromptVersion version) {
            PromptCatalog.ServingRole part = known.part(version);
            return new Served(
                    version.id().value(),
                    part.name(),
                    part.share(),
                    version.program().onlyPrompt(),
                    ViewJson.program(version.program()),
                    version.program());
        }
    }

    static ServedPromptsView of(PromptCatalog known, PromptsServed table, @Nullable String unit) {
        List<Served> versions =
                known.of(table.project().value()).stream()
                        .filter(version -> known.part(version).share() > 0)
                        .filter(
                                version ->
                                        unit == null
                                                || Assignment.of(table, unit)
                                                        .version()
                                                        .equals(version.id()))
                        .map(version -> Served.of(known, version))
                        .sorted((a, b) -> Boolean.compare(isChampion(b), isChampion(a)))
                        .toList();
        return new ServedPromptsView(
                table.project().value(),
                table.serial().number(),
                unit,
                versions,
                table.marks().pinned(),
                labels(known, table));
    }

    private static Map<String, String> labels(PromptCatalog known, PromptsServed table) {
        Map<String, String> labels = new TreeMap<>();
        known.labels(table.project())
                .forEach((label, version) -> labels.put(label, version.value()));
        return labels;
    }

    private static boolean isChampion(Served version) {
        return version.role().equals("champion");
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "serving table %d of project %s%s"
                        .formatted(serial, project, pinned ? " (pinned)" : ""));
        labels.forEach((label, version) -> lines.add("label %s: %s".formatted(label, version)));
        for (Served version : versions) {
            lines.add("");
            lines.add(
                    "%s %s: %s"
                            .formatted(
                                    version.role(),
                                    version.version(),
                                    unit == null
                                            ? PromptListView.percent(version.share())
                                                    + " of the traffic"
                                            : "`%s` gets it, with a probability of %s"
                                                    .formatted(
                                                            unit,
                                                            PromptListView.percent(
                                                                    version.share()))));
            lines.addAll(PromptText.of(version.prompts()));
        }
        return lines;
    }
}
