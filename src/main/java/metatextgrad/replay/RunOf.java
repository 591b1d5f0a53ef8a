package metatextgrad.replay;

import java.util.Optional;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.RunId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TrialEvent;

/** Determines which run an event belongs to. Pure. */
final class RunOf {
    private RunOf() {}

    static Optional<RunId> of(Event event) {
        return switch (event) {
            case RunRequested request -> Optional.of(request.id());
            case RunState state -> Optional.of(state.request().id());
            case RunCommand command -> Optional.of(command.run());
            case OptimizerProposed proposed -> Optional.of(proposed.run());
            case OptimizerVersion version -> Optional.ofNullable(version.run());
            case ChallengerOffered offered -> Optional.of(offered.run());
            case LlmRequest sent -> Optional.of(sent.run());
            case TrialEvent step -> Optional.of(step.stepRef().run());
            default -> Optional.empty();
        };
    }
}
