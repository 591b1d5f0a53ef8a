package metatextgrad.replay;

import java.util.Optional;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TextualLoss;

/** Determines which run, and which trial of it, an event belongs to. Pure. */
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
            case LlmRequest ask -> Optional.of(ask.run());
            default -> stepRef(event).map(StepRef::run);
        };
    }

    static Optional<TrialId> trial(Event event) {
        return stepRef(event).map(StepRef::trial);
    }

    private static Optional<StepRef> stepRef(Event event) {
        return switch (event) {
            case OptimizerToTry tried -> Optional.of(tried.stepRef());
            case EvaluationRequested evaluation -> Optional.of(evaluation.stepRef());
            case BatchRequested request -> Optional.of(request.stepRef());
            case TaskBatch batch -> Optional.of(batch.stepRef());
            case CandidateOutput output -> Optional.of(output.item().stepRef());
            case TextualLoss loss -> Optional.of(loss.stepRef());
            case GradientComputed item -> Optional.of(item.stepRef());
            case OptimizerState state -> Optional.of(state.stepRef());
            case ScoreAggregated score -> Optional.of(score.stepRef());
            default -> Optional.empty();
        };
    }
}
