package metatextgrad.replay;

import java.util.Optional;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.RunId;
import metatextgrad.model.Trail;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequest;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Evaluation;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ItemGradients;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunRequest;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreReport;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TextualLoss;

/** Determines which run, and which trial of it, an event belongs to. Pure. */
final class RunOf {
    private RunOf() {}

    static Optional<RunId> of(Event event) {
        return switch (event) {
            case RunRequest request -> Optional.of(request.id());
            case RunState state -> Optional.of(state.request().id());
            case RunCommand command -> Optional.of(command.run());
            case OptimizerProposed proposed -> Optional.of(proposed.run());
            case OptimizerVersion version -> Optional.ofNullable(version.run());
            case ChallengerOffered offered -> Optional.of(offered.run());
            case LlmRequest ask -> Optional.of(ask.run());
            default -> trail(event).map(Trail::run);
        };
    }

    static Optional<TrialId> trial(Event event) {
        return trail(event).map(Trail::trial);
    }

    private static Optional<Trail> trail(Event event) {
        return switch (event) {
            case OptimizerToTry tried -> Optional.of(tried.trail());
            case Evaluation evaluation -> Optional.of(evaluation.trail());
            case BatchRequest request -> Optional.of(request.trail());
            case TaskBatch batch -> Optional.of(batch.trail());
            case CandidateOutput output -> Optional.of(output.item().trail());
            case TextualLoss loss -> Optional.of(loss.trail());
            case ItemGradients item -> Optional.of(item.trail());
            case OptimizerState state -> Optional.of(state.trail());
            case ScoreReport score -> Optional.of(score.trail());
            default -> Optional.empty();
        };
    }
}
