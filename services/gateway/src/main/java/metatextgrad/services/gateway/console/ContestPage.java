package metatextgrad.services.gateway.console;

import java.util.List;
import metatextgrad.model.Program;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.live.GateContest;
import metatextgrad.services.gateway.console.VersionPage.PromptDiff;
import metatextgrad.services.gateway.views.ContestRow;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.view.GateView;

/**
 * A contest of a version with the champion.
 *
 * @param alike tasks on which both scored the same
 * @param differences score of the challenger minus that of the champion, task by task
 * @param texts prompts of the challenger, as difference from those of the champion
 */
public record ContestPage(
        ContestRow row,
        IntervalPlot gain,
        int alike,
        List<Double> differences,
        String championCost,
        String challengerCost,
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
                models.version(contest.project(), contest.challenger())
                        .map(one -> VersionPage.diff(champion, one.program()))
                        .orElse(List.of()),
                Choices.of(call, contest.project(), contest.challenger().value()));
    }
}
