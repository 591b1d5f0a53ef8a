package metatextgrad.cli.prompts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.Serving;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionStage;

/**
 * Who let a version serve, or made it the champion. Pure.
 *
 * @param step approved or promoted; {@code approval sent} if the table that followed is compacted
 * @param by the operator, as that user claims; {@code rule} if the stated rule did
 * @param at UTC
 */
record ApprovalView(String step, String by, String at, String reason) {
    private static final String RULE = "rule";
    private static final String APPROVED = "approved";

    /**
     * Returns what the log still has, the earliest first. A table that serves as the one before
     * follows a rejection of another version.
     */
    static List<ApprovalView> of(VersionId version, VersionRecords records) {
        List<ApprovalView> found = new ArrayList<>();
        Serving before = new Serving.Alone();
        for (TimedTable one : records.tables()) {
            PromptsServed table = one.table();
            String step = table.serving().equals(before) ? "" : step(table, version);
            before = table.serving();
            if (step.isEmpty()) continue;
            String by = table.by().isEmpty() ? RULE : table.by();
            found.add(
                    new ApprovalView(
                            step,
                            by,
                            VersionStage.time(((Serving.Shared) table.serving()).since()),
                            table.why()));
        }
        for (RolloutCommand command : records.commands())
            if (command instanceof ChallengerApproved approved
                    && approved.version().equals(version)
                    && records.after(approved) == null
                    && approved.seen().compareTo(records.tables().getLast().table().serial()) < 0)
                found.add(of(approved));
        found.sort((one, other) -> Instant.parse(one.at).compareTo(Instant.parse(other.at)));
        return found.stream().distinct().toList();
    }

    /** The table of this command is compacted: whether it was obeyed is not known any more. */
    private static ApprovalView of(ChallengerApproved approved) {
        return new ApprovalView(
                "approval sent",
                approved.by(),
                VersionStage.time(approved.at()),
                approved.reason());
    }

    /** Returns what made this table; empty if it was no step of this version. */
    private static String step(PromptsServed table, VersionId version) {
        return switch (table.serving()) {
            case Serving.Alone alone -> "";
            case Serving.Canary canary -> canary.version().equals(version) ? APPROVED : "";
            case Serving.Holdback former -> table.champion().equals(version) ? "promoted" : "";
        };
    }

    String text() {
        return "%s by %s at %s: %s".formatted(step, by, at, reason);
    }
}
