package metatextgrad.rollout;

import metatextgrad.decide.InputTable;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand;
import metatextgrad.model.live.RunOutcome;
import metatextgrad.model.live.SetClosed;

/** An event that the rollout service reads, as an input of its decider. */
public sealed interface RolloutInput {
    InputTable<RolloutInput> TABLE =
            new InputTable<RolloutInput>()
                    .with(ChallengerOffered.class, Offer::new)
                    .with(RolloutCommand.class, Command::new)
                    .with(TaskJudged.class, Judgement::new)
                    .with(PromptsServed.class, Served::new)
                    .with(AdaptCommand.class, Adapt::new)
                    .with(SetClosed.class, Closed::new)
                    .with(RunOutcome.class, Outcome::new);

    record Offer(ChallengerOffered offered) implements RolloutInput {}

    record Command(RolloutCommand command) implements RolloutInput {}

    record Judgement(TaskJudged judged) implements RolloutInput {}

    /** A serving table that rollout itself has written. */
    record Served(PromptsServed table) implements RolloutInput {}

    record Adapt(AdaptCommand command) implements RolloutInput {}

    /** Tasks of a contest, or a window. */
    record Closed(SetClosed closed) implements RolloutInput {}

    record Outcome(RunOutcome outcome) implements RolloutInput {}
}
