package metatextgrad.adapt;

import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Rows;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.live.AdaptCommand;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.RunOutcome;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;

/**
 * Starts the runs of projects that adapt to their traffic: one run per window, from the best
 * program so far and with the optimizers in use. A contest over many windows decides which these
 * are. Each event is stored or moves the state once; another order of topics only changes from
 * which program the next run starts, and which optimizers it has.
 */
public final class AdaptDecider implements Decider<AdaptInput> {
    @Override
    public InputTable<AdaptInput> inputs() {
        return AdaptInput.TABLE;
    }

    @Override
    public Decision decide(Rows rows, AdaptInput input) {
        DecisionBuilder decision = new DecisionBuilder(rows);
        switch (input) {
            case AdaptInput.Command(AdaptCommand command) -> {
                AdaptStep step = step(decision, command.id());
                switch (command) {
                    case AdaptStarted started -> step.start(started);
                    case AdaptStopped stopped -> step.stop();
                }
            }
            case AdaptInput.Closed(SetClosed closed) ->
                    step(decision, closed.snapshot().spec().project()).close(closed);
            case AdaptInput.Offer(ChallengerOffered offered) -> offer(decision, offered);
            case AdaptInput.Outcome(RunOutcome outcome) -> {
                AdaptStep step = step(decision, outcome.project());
                switch (outcome) {
                    case RunEnded ended -> step.end(ended);
                    case OptimizersJudged judged -> keep(decision, judged);
                    case StepScored scored -> step.keep(scored);
                    case GateScored scored -> step.keep(scored);
                }
            }
            case AdaptInput.Served(var table) -> step(decision, table.project()).follow(table);
            case AdaptInput.Contested(var contest) ->
                    step(decision, contest.project()).follow(contest);
            case AdaptInput.Drifted(var drift) -> step(decision, drift.project()).follow(drift);
        }
        return decision.decision();
    }

    private static void offer(DecisionBuilder decision, ChallengerOffered offered) {
        new ServablePrograms(decision, new AdaptKeys(offered.project())).add(offered);
        step(decision, offered.project()).offer(offered);
    }

    /** A run reports its optimizers once: a run that has ended reports nothing. */
    private static void keep(DecisionBuilder decision, OptimizersJudged judged) {
        new JudgedRuns(decision, new AdaptKeys(judged.project())).add(judged);
    }

    private static AdaptStep step(DecisionBuilder decision, ProjectId project) {
        return new AdaptStep(decision, new AdaptKeys(project));
    }
}
