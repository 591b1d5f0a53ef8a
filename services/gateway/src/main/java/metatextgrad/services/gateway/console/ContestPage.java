package metatextgrad.services.gateway.console;

import java.time.Instant;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.services.gateway.console.VersionPage.PromptDiff;
import metatextgrad.services.gateway.views.ContestRow;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;
import metatextgrad.view.GateView;
import org.jspecify.annotations.Nullable;

/**
 * A contest of a version with the champion.
 *
 * @param alike tasks on which both scored the same
 * @param differences score of the challenger minus that of the champion, task by task
 * @param ratio tokens of the challenger in percent of those of the champion, on the same tasks
 * @param estimate when it may be decided; null if it is, or if it is too young for an estimate
 * @param texts prompts of the challenger, as difference from those of the champion
 */
public record ContestPage(
        ContestRow row,
        IntervalPlot gain,
        int alike,
        List<Double> differences,
        String championCost,
        String challengerCost,
        String ratio,
        @Nullable DecisionEstimate estimate,
        List<PromptDiff> texts,
        Choices choices) {
    static ContestPage of(ConsoleCall call, GateContest contest) {
        ReadModels models = call.models();
        ContestRow row = ContestRow.of(contest);
        GateView gate = row.gate();
        Program champion =
                models.version(contest.project(), contest.champion())
                        .map(PromptVersion::program)
                        .orElse(null);
        return new ContestPage(
                row,
                IntervalPlot.of(gate.gain(), gate.gainLow(), gate.gainHigh()),
                gate.tasks() - gate.fixed() - gate.broken(),
                contest.differences(),
                Figures.cost(contest.championCost()),
                Figures.cost(contest.challengerCost()),
                ratio(contest),
                estimate(models, contest),
                models.version(contest.project(), contest.challenger())
                        .map(one -> VersionPage.diff(champion, one.program()))
                        .orElse(List.of()),
                Choices.of(call, contest.project(), contest.challenger().value()));
    }

    /** Returns the tokens of the challenger as part of those of the champion; a dash for none. */
    private static String ratio(GateContest contest) {
        long champion = tokens(contest.championCost());
        return champion == 0
                ? "–"
                : Figures.percent((double) tokens(contest.challengerCost()) / champion);
    }

    private static long tokens(Cost cost) {
        return cost.total().inputTokens() + cost.total().outputTokens();
    }

    /** A contest begins when the run of its challenger has ended. */
    private static @Nullable DecisionEstimate estimate(ReadModels models, GateContest contest) {
        AdaptState adapts = models.adapting(contest.project());
        AdaptSettings adapt = adapts == null ? null : adapts.project().adapt();
        if (adapt == null) return null;
        Instant begun =
                models.version(contest.project(), contest.challenger())
                        .flatMap(one -> models.run(one.run()))
                        .map(TimedRun::at)
                        .orElse(null);
        return DecisionEstimate.of(contest, begun, adapt.gate().maxItems());
    }
}
