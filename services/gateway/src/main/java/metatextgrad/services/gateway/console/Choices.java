package metatextgrad.services.gateway.console;

import java.math.BigDecimal;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.GateContest;
import metatextgrad.rollout.ApprovalRule;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionHistory;

/**
 * The decisions that a person can take about a version now.
 *
 * @param project whose table changes
 * @param version that is approved, or served again
 * @param reject whether the version serves a share, or waits for one
 * @param seen serial of the table that the person sees
 * @param percent share of the traffic that an approval gives unless the person states another one
 * @param why why there are no decisions; empty if there are
 */
public record Choices(
        String project,
        String version,
        long seen,
        boolean approve,
        boolean promote,
        boolean reject,
        boolean rollBack,
        String percent,
        String why) {
    static Choices of(ConsoleCall call, ProjectId project, String version) {
        TimedTable now = call.models().table(project);
        if (now == null) return none(project, version, "The project serves nothing yet.");
        PromptsServed table = now.table();
        if (!call.may(Scope.OPERATE, project))
            return none(project, version, "Decisions need the scope “operate”.");
        if (table.marks().pinned())
            return none(project, version, "The champion is pinned. Unpin it to decide.");
        VersionHistory history = call.models().history(project);
        GateContest contest = history.contest(new VersionId(version));
        AdaptState adapts = call.models().adapting(project);
        double share = ApprovalRule.share(null, adapts == null ? null : adapts.project());
        return of(table, version, contest != null && history.waits(contest), share);
    }

    private static Choices of(PromptsServed table, String version, boolean waits, double share) {
        boolean champion = table.champion().value().equals(version);
        String challenger =
                table.serving() instanceof Serving.Canary canary ? canary.version().value() : "";
        boolean former = isFormer(table, version);
        boolean canary = challenger.equals(version);
        boolean approve = !champion && challenger.isEmpty();
        boolean any = approve || canary || former;
        return new Choices(
                table.project().value(),
                version,
                table.serial().number(),
                approve,
                canary,
                canary || (approve && waits),
                former,
                percent(share),
                any ? "" : why(champion, challenger));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static boolean isFormer(PromptsServed table, String version) {
        if (table.serving() instanceof Serving.Holdback former
                && former.version().value().equals(version)) return true;
        return table.earlier().stream().anyMatch(one -> one.value().equals(version));
    }

    private static String why(boolean champion, String challenger) {
        return champion
                ? "This version is the champion."
                : "Version %s serves a share. Promote or reject it first."
                        .formatted(Figures.brief(challenger));
    }

    private static Choices none(ProjectId project, String version, String why) {
        return new Choices(project.value(), version, 0, false, false, false, false, "", why);
    }

    public boolean any() {
        return approve || promote || rollBack;
    }
}
