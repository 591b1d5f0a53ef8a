package metatextgrad.services.gateway.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.ApprovalRule;
import metatextgrad.rollout.ServingPreview;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.view.VersionHistory;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides. Pure.
 *
 * @param word approve, reject, promote or rollback
 * @param version to approve or to reject, or the former champion to go back to; null for the
 *     obvious one
 * @param share of the traffic that an approved version gets; null for that of the project
 * @param reason in one line
 * @param seen serial of the serving table that the operator saw; null for the present one
 */
record OperatorDecision(
        String word,
        @Nullable VersionId version,
        @Nullable Double share,
        String reason,
        @Nullable Serial seen) {
    private static final String APPROVE = "approve";
    private static final String REJECT = "reject";
    private static final String PROMOTE = "promote";
    private static final String ROLLBACK = "rollback";

    /**
     * Reads a decision.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    static OperatorDecision read(String body) {
        CommandBody fields =
                CommandBody.read(body, List.of("decision", "version", "share", "reason", "seen"));
        String word = fields.word("decision", List.of(APPROVE, REJECT, PROMOTE, ROLLBACK));
        VersionId version = fields.version("version");
        if (word.equals(APPROVE) && version == null)
            throw new IllegalArgumentException("`version` is missing: which one is approved");
        return new OperatorDecision(
                word,
                version,
                fields.number("share", .01, .5),
                fields.reason(),
                fields.serial("seen"));
    }

    /**
     * Returns the command to rollout.
     *
     * @param versions those of the project
     * @param history with its contests
     * @param adapting the project as it adapts; null if it does not
     * @param by the name of the key
     * @throws Denied if the table allows no such decision
     */
    RolloutCommand command(
            PromptsServed table,
            List<PromptVersion> versions,
            VersionHistory history,
            @Nullable Project adapting,
            String by,
            Instant now) {
        if (table.marks().pinned())
            throw refused("the champion is pinned%s: unpin it first".formatted(by(table)));
        RolloutCommand command =
                switch (word) {
                    case APPROVE -> approve(table, versions, adapting, by, now);
                    case PROMOTE -> {
                        challenger(table);
                        yield new ChallengerPromoted(
                                table.project(), now, table.serial(), reason, by);
                    }
                    case REJECT -> reject(table, history, by);
                    default -> back(table, version == null ? before(table) : version, by);
                };
        if (ServingPreview.after(table, versions, history.contests(), command).isEmpty())
            throw refused(
                    command instanceof RolledBack back
                            ? "version `%s` was never champion, or serves alone already"
                                    .formatted(back.to())
                            : "it would change nothing");
        return command;
    }

    private RolloutCommand approve(
            PromptsServed table,
            List<PromptVersion> versions,
            @Nullable Project adapting,
            String by,
            Instant now) {
        PromptVersion known =
                versions.stream()
                        .filter(one -> one.id().equals(version))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Problem.UNKNOWN_VERSION.denied(
                                                "project `%s` has no version `%s`"
                                                        .formatted(table.project(), version)));
        if (table.champion().equals(version))
            throw refused("version `%s` is already the champion".formatted(version));
        if (table.serving() instanceof Serving.Canary canary)
            throw refused(
                    "version `%s` is already the challenger: promote or reject it first"
                            .formatted(canary.version()));
        // Only rollout has counted the judged answers, and it refuses an approval with too few.
        ApprovalRule.problem(table, known, adapting, ApprovalRule.ENOUGH, now)
                .ifPresent(
                        problem -> {
                            throw refused(problem);
                        });
        return new ChallengerApproved(
                table.project(),
                requireNonNull(version),
                ApprovalRule.share(share, adapting),
                now,
                table.serial(),
                reason,
                by);
    }

    /** Rejects the challenger that serves a share, or else a version that waits for one. */
    private RolloutCommand reject(PromptsServed table, VersionHistory history, String by) {
        if (table.serving() instanceof Serving.Canary || version == null) {
            challenger(table);
            return back(table, table.champion(), by);
        }
        GateContest contest = history.contest(version);
        if (contest == null || !history.waits(contest))
            throw refused(
                    "version `%s` neither serves a share nor waits for one".formatted(version));
        return new ChallengerRejected(table.project(), version, table.serial(), reason, by);
    }

    /** Requires that a challenger serves, and that it is the one which the operator names. */
    private void challenger(PromptsServed table) {
        if (!(table.serving() instanceof Serving.Canary canary))
            throw refused(
                    "no challenger serves a share: approve a version first; to reject one that waits for a share, name it");
        if (version != null && !version.equals(canary.version()))
            throw refused("the challenger is version `%s`".formatted(canary.version()));
    }

    private RolloutCommand back(PromptsServed table, VersionId to, String by) {
        return new RolledBack(table.project(), to, table.serial(), reason, by);
    }

    private static VersionId before(PromptsServed table) {
        return table.previous().orElseThrow(() -> refused("there is no earlier champion"));
    }

    private static String by(PromptsServed table) {
        return table.by().isEmpty() ? "" : " by " + table.by();
    }

    private static Denied refused(String reason) {
        return Problem.NOT_APPLICABLE.denied(reason);
    }
}
