package metatextgrad.cli.prompts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.cli.text.View;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.json.Json;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import org.jspecify.annotations.Nullable;

/**
 * One version: its program, its scores, how it serves, and how to undo that. Pure.
 *
 * @param serial of the serving table
 * @param reason why the serving table is as it is
 * @param by who made it so, as that user claims; null if rollout did
 * @param contest live comparison with the version beside it; null if one version serves alone, or
 *     no answer was judged yet
 */
record PromptView(
        @JsonIgnore PromptCatalog known,
        @JsonIgnore PromptVersion of,
        @JsonIgnore PromptsServed table,
        @JsonUnwrapped PromptListView.Row row,
        long serial,
        String reason,
        @Nullable String by,
        JsonNode program,
        @Nullable LiveComparison contest)
        implements View {
    static PromptView of(
            PromptCatalog known,
            PromptVersion version,
            PromptsServed table,
            @Nullable LiveComparison contest) {
        return new PromptView(
                known,
                version,
                table,
                PromptListView.Row.of(known, version),
                table.serial().number(),
                table.why(),
                table.by().isEmpty() ? null : table.by(),
                ViewJson.program(version.program()),
                contest);
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("version %s of project %s".formatted(row.version(), row.project()));
        lines.add(
                row.servesAs() == null
                        ? "serves no traffic; to serve it to 10 % of the traffic: mtg prompts approve "
                                + row.shortId()
                        : "serves as %s: %s of the traffic"
                                .formatted(row.servesAs(), PromptListView.percent(row.share())));
        lines.add(
                "serving table %d: %s%s".formatted(serial, reason, by == null ? "" : ", by " + by));
        if (contest != null) lines.add(contest.text());
        if (!(table.serving() instanceof Serving.Alone) || !table.earlier().isEmpty())
            lines.add("to undo: mtg prompts rollback " + row.project());
        String from = row.optimizer() == null ? "" : " by " + row.optimizer();
        lines.add("from run %s%s: %s".formatted(row.run(), from, row.scores().text()));
        if (of.parentScores() != null)
            lines.add(
                    "seed of the run: %s; mtg runs show %s has the difference and its interval"
                            .formatted(
                                    PromptListView.Scores.of(of.parentScores()).text(), row.run()));
        lines.add("");
        PromptVersion parent = of.parent() == null ? null : known.version(of.parent());
        lines.addAll(
                parent == null
                        ? List.of(Json.pretty(of.program()).split("\n"))
                        : ProgramDiff.of(parent.program(), of.program()));
        return lines;
    }
}
