package metatextgrad.rollout;

import metatextgrad.decide.InputTable;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.TaskJudged;

/** An event that the rollout service reads, as an input of its decider. */
public sealed interface RolloutInput {
    InputTable<RolloutInput> TABLE =
            new InputTable<RolloutInput>()
                    .with(ChallengerOffered.class, Offer::new)
                    .with(RolloutCommand.class, Command::new)
                    .with(TaskJudged.class, Judgement::new)
                    .with(PromptsServed.class, Served::new);

    record Offer(ChallengerOffered offered) implements RolloutInput {}

    record Command(RolloutCommand command) implements RolloutInput {}

    record Judgement(TaskJudged judged) implements RolloutInput {}

    /** A serving table that rollout itself has written. */
    record Served(PromptsServed table) implements RolloutInput {}
}
