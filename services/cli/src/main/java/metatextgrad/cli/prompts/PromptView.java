package metatextgrad.cli.prompts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.cli.text.View;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.model.Program;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import metatextgrad.view.GateView;
import metatextgrad.view.VersionStage;
import org.jspecify.annotations.Nullable;

/**
 * One version: why it is where it is, on one screen. Pure.
 *
 * @param gate its last contest; null if it had none
 * @param noGate why it had none; null if it had one
 * @param runCost of the run that made it; null for a seed program, or if that run is unknown
 * @param approvals who let it serve, as far as the log has it
 * @param undo the command that undoes what serves; null if there is nothing to undo
 * @param canApprove whether the version may serve a share
 * @param pinned whether the champion stays until it is unpinned
 * @param serial of the serving table
 * @param reason why the serving table is as it is
 * @param by who made it so, as that user claims; null if rollout did
 * @param contest live comparison with the version beside it; null if one version serves alone, or
 *     no answer was judged yet
 * @param diff to the version from which its run started; empty for a seed program
 * @param seedDiff to the seed program; empty if that is the version from which its run started
 */
record PromptView(
        @JsonUnwrapped PromptListView.Row row,
        VersionStage stage,
        @Nullable GateView gate,
        @Nullable String noGate,
        @Nullable RunCost runCost,
        List<ApprovalView> approvals,
        AnswerCost cost,
        @Nullable String undo,
        @JsonIgnore boolean canApprove,
        boolean pinned,
        long serial,
        String reason,
        @Nullable String by,
        JsonNode program,
        @Nullable LiveComparison contest,
        PromptListView.@Nullable Scores parentScores,
        List<String> diff,
        List<String> seedDiff)
        implements View {
    static PromptView of(
            PromptCatalog known,
            PromptVersion version,
            PromptsServed table,
            VersionRecords records,
            @Nullable RunCost runCost,
            AnswerCost cost,
            @Nullable LiveComparison live) {
        PromptVersion parent = version.parent() == null ? null : known.version(version.parent());
        Program seed = known.seed(version).program();
        GateContest contest = records.history().contest(version.id());
        boolean apart = parent != null && !seed.equals(parent.program());
        return new PromptView(
                PromptListView.Row.of(known, version),
                VersionStage.of(version, table, records.history()),
                contest == null ? null : GateView.of(contest),
                contest == null ? noGate(version) : null,
                runCost,
                ApprovalView.of(version.id(), records),
                cost,
                UndoCommand.of(version.id(), table),
                canApprove(version, table),
                table.marks().pinned(),
                table.serial().number(),
                table.why(),
                table.by().isEmpty() ? null : table.by(),
                ViewJson.program(version.program()),
                live,
                version.parentScores() == null
                        ? null
                        : PromptListView.Scores.of(version.parentScores()),
                parent == null
                        ? List.of()
                        : ProgramDiff.between(
                                "before", parent.program(), "this version", version.program()),
                apart
                        ? ProgramDiff.between("seed", seed, "this version", version.program())
                        : List.of());
    }

    /** Only a version that serves nothing can be approved, and only one at a time. */
    private static boolean canApprove(PromptVersion version, PromptsServed table) {
        return !(table.serving() instanceof Serving.Canary)
                && table.shares().stream().noneMatch(share -> share.version().equals(version.id()));
    }

    private static String noGate(PromptVersion version) {
        if (version.parent() == null) return "it is a seed program";
        return version.kind() == RunKind.WINDOW
                ? "its contest has not begun, or a newer result took its place"
                : "its run was started by hand";
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("version %s of project %s".formatted(row.version(), row.project()));
        lines.add("stage: " + stage.text());
        if (row.share() > 0)
            lines.add("serves %s of the traffic".formatted(PromptListView.percent(row.share())));
        if (!row.labels().isEmpty()) lines.add("labels: " + String.join(", ", row.labels()));
        if (pinned)
            lines.add("the champion is pinned: mtg prompts unpin %s".formatted(row.project()));
        lines.add(
                "serving table %d: %s%s".formatted(serial, reason, by == null ? "" : ", by " + by));
        if (contest != null) lines.add(contest.text());
        if (gate == null) lines.add("gate: no contest, since " + noGate);
        else lines.addAll(GateText.of(gate));
        lines.add(made());
        lines.add("  its scores: " + row.scores().text());
        if (parentScores != null) lines.add("  before: " + parentScores.text());
        if (approvals.isEmpty()) lines.add("approved: the log has no approval");
        approvals.forEach(approval -> lines.add(approval.text()));
        lines.addAll(cost.text());
        if (undo != null) lines.add("to undo: " + undo);
        else if (canApprove)
            lines.add(
                    "to serve it to a share of the traffic: mtg prompts approve %s"
                            .formatted(row.shortId()));
        add(lines, "changes to version " + row.parent() + ", from which its run started:", diff);
        add(lines, "changes to the seed program:", seedDiff);
        if (row.parent() == null) {
            lines.add("");
            lines.addAll(List.of(program.toPrettyString().split("\n")));
        }
        return lines;
    }

    private String made() {
        if (row.parent() == null) return "run %s began with it".formatted(row.run());
        return "made by run %s%s: %s"
                .formatted(
                        row.run(),
                        row.optimizer() == null ? "" : " with optimizer " + row.optimizer(),
                        runCost == null ? "calls unknown" : runCost.text());
    }

    private static void add(List<String> lines, String title, List<String> diff) {
        if (diff.isEmpty()) return;
        lines.add("");
        lines.add(title);
        lines.addAll(diff);
    }
}
