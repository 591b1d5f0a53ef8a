package metatextgrad.optimizer;

import metatextgrad.model.Allowance;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a trial was started, for each kind of starting event.
 *
 * @param spec the optimizer; null for an evaluation
 * @param split the split whose items give the score
 */
record TrialPlan(
        StepRef stepRef,
        @Nullable OptimizerSpec spec,
        Program seed,
        ScoreStats seedScore,
        LoopSettings settings,
        SnapshotSpec snapshot,
        Split split,
        boolean empty,
        long order,
        int draw,
        @Nullable Allowance allowance) {
    static TrialPlan of(TrialStart start) {
        return switch (start) {
            case OptimizerToTry m ->
                    new TrialPlan(
                            m.stepRef(),
                            m.spec(),
                            m.program(),
                            m.seedScore(),
                            m.settings(),
                            m.snapshot(),
                            Split.VAL,
                            false,
                            m.seed(),
                            m.draw(),
                            m.allowance());
            case EvaluationRequested e ->
                    new TrialPlan(
                            e.stepRef(),
                            null,
                            e.program(),
                            ScoreStats.EMPTY,
                            e.settings(),
                            e.snapshot(),
                            e.split(),
                            e.empty(),
                            e.seed(),
                            e.draw(),
                            null);
        };
    }

    int steps() {
        return spec == null ? 0 : spec.steps();
    }

    BatchRequested request(int step, Split split, Range range, Program program, int draw) {
        return new BatchRequested(at(step), snapshot, split, range, program, settings, order, draw);
    }

    StepRef at(int step) {
        return new StepRef(
                stepRef.project(), stepRef.run(), stepRef.trial(), step, stepRef.sample());
    }
}
