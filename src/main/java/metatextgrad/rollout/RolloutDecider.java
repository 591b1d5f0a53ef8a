package metatextgrad.rollout;

import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Rows;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.TaskJudged;

/**
 * Decides which versions applications use. The decider also reads its own serving tables. They are
 * the base of its state when the log before them is deleted (RELIABILITY §6.3).
 */
public final class RolloutDecider implements Decider<RolloutInput> {
    @Override
    public InputTable<RolloutInput> inputs() {
        return RolloutInput.TABLE;
    }

    @Override
    public Decision decide(Rows rows, RolloutInput input) {
        DecisionBuilder decision = new DecisionBuilder(rows);
        switch (input) {
            case RolloutInput.Offer(ChallengerOffered offered) ->
                    step(decision, offered.project()).offer(offered);
            case RolloutInput.Command(RolloutCommand command) ->
                    step(decision, command.project()).handleCommand(command);
            case RolloutInput.Judgement(TaskJudged judged) ->
                    step(decision, judged.project()).count(judged);
            case RolloutInput.Served(PromptsServed table) ->
                    step(decision, table.project()).follow(table);
        }
        return decision.decision();
    }

    private static RolloutStep step(DecisionBuilder decision, ProjectId project) {
        return new RolloutStep(decision, new RolloutKeys(project));
    }
}
