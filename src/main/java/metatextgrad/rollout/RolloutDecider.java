package metatextgrad.rollout;

import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.Rows;
import metatextgrad.model.ChallengerOffered;
import metatextgrad.model.Event;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.RolloutCommand;
import metatextgrad.model.TaskJudged;

/**
 * What applications are told to use. Hears its own serving tables too: they are the base of its
 * state when the log that led to them is gone (RELIABILITY §6.3).
 */
public final class RolloutDecider implements Decider {
    @Override
    public Decision decide(Rows rows, Event event) {
        DecisionBuilder draft = new DecisionBuilder(rows);
        switch (event) {
            case ChallengerOffered offered ->
                    new RolloutStep(draft, new RolloutKeys(offered.project())).offer(offered);
            case RolloutCommand command ->
                    new RolloutStep(draft, new RolloutKeys(command.project())).obey(command);
            case TaskJudged judged ->
                    new RolloutStep(draft, new RolloutKeys(judged.project())).count(judged);
            case PromptsServed table ->
                    new RolloutStep(draft, new RolloutKeys(table.project())).follow(table);
            default -> {}
        }
        return draft.decision();
    }
}
