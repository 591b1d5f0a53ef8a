package metatextgrad.adapt;

import metatextgrad.decide.InputTable;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.AdaptCommand;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.RunOutcome;
import metatextgrad.model.live.SetClosed;

/** An event that chains of runs read, as an input of their decider. */
public sealed interface AdaptInput {
    InputTable<AdaptInput> TABLE =
            new InputTable<AdaptInput>()
                    .with(AdaptCommand.class, Command::new)
                    .with(SetClosed.class, Closed::new)
                    .with(ChallengerOffered.class, Offer::new)
                    .with(RunOutcome.class, Outcome::new)
                    .with(PromptsServed.class, Served::new)
                    .with(GateContest.class, Contested::new)
                    .with(DriftDetected.class, Drifted::new);

    record Command(AdaptCommand command) implements AdaptInput {}

    /** A window, or tasks of a contest. */
    record Closed(SetClosed closed) implements AdaptInput {}

    record Offer(ChallengerOffered offered) implements AdaptInput {}

    record Outcome(RunOutcome outcome) implements AdaptInput {}

    record Served(PromptsServed table) implements AdaptInput {}

    record Contested(GateContest contest) implements AdaptInput {}

    record Drifted(DriftDetected drift) implements AdaptInput {}
}
