package metatextgrad.wire;

import metatextgrad.events.CloseReason;
import metatextgrad.events.RunStatus;
import metatextgrad.events.ScoreOutcome;
import metatextgrad.events.ScoreScope;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.RoundEnd;
import metatextgrad.model.RunState;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Split;
import metatextgrad.model.TaskJudged;

/**
 * Enums of the model and of Avro have the same names. Avro's also have UNKNOWN, for a name that a
 * later release wrote: it has no meaning here and is refused.
 */
final class Names {
    private Names() {}

    static metatextgrad.events.Split avro(Split split) {
        return metatextgrad.events.Split.valueOf(split.name());
    }

    static Split model(metatextgrad.events.Split split) {
        return Split.valueOf(split.name());
    }

    static ScoreOutcome avro(Score.Outcome outcome) {
        return ScoreOutcome.valueOf(outcome.name());
    }

    static Score.Outcome model(ScoreOutcome outcome) {
        return Score.Outcome.valueOf(outcome.name());
    }

    static CloseReason avro(BatchClosed.Reason reason) {
        return CloseReason.valueOf(reason.name());
    }

    static BatchClosed.Reason model(CloseReason reason) {
        return BatchClosed.Reason.valueOf(reason.name());
    }

    static metatextgrad.events.Decided avro(OptimizerState.Decided decided) {
        return metatextgrad.events.Decided.valueOf(decided.name());
    }

    static OptimizerState.Decided model(metatextgrad.events.Decided decided) {
        return OptimizerState.Decided.valueOf(decided.name());
    }

    static metatextgrad.events.Verdict avro(OptimizerVersion.Verdict verdict) {
        return metatextgrad.events.Verdict.valueOf(verdict.name());
    }

    static OptimizerVersion.Verdict model(metatextgrad.events.Verdict verdict) {
        return OptimizerVersion.Verdict.valueOf(verdict.name());
    }

    static metatextgrad.events.MetaPhase avro(RoundEnd.MetaPhase phase) {
        return metatextgrad.events.MetaPhase.valueOf(phase.name());
    }

    static RoundEnd.MetaPhase model(metatextgrad.events.MetaPhase phase) {
        return RoundEnd.MetaPhase.valueOf(phase.name());
    }

    static ScoreScope avro(ScoreReport.Scope scope) {
        return ScoreScope.valueOf(scope.name());
    }

    static ScoreReport.Scope model(ScoreScope scope) {
        return ScoreReport.Scope.valueOf(scope.name());
    }

    static RunStatus avro(RunState.Status status) {
        return RunStatus.valueOf(status.name());
    }

    static RunState.Status model(RunStatus status) {
        return RunState.Status.valueOf(status.name());
    }

    static metatextgrad.events.Evidence avro(TaskJudged.Evidence evidence) {
        return metatextgrad.events.Evidence.valueOf(evidence.name());
    }

    static TaskJudged.Evidence model(metatextgrad.events.Evidence evidence) {
        return TaskJudged.Evidence.valueOf(evidence.name());
    }
}
