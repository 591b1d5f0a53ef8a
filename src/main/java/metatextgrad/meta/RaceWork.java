package metatextgrad.meta;

import metatextgrad.candidate.RunTextGuard;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Allowance;
import metatextgrad.model.ContentHash;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.StepRequested;
import metatextgrad.race.RaceRules;
import metatextgrad.race.Work;
import org.jspecify.annotations.Nullable;

/** Requests the steps and validations of a race. */
record RaceWork(DecisionBuilder decision, RunKeys keys, RunRequested request) {
    /**
     * Requests a step.
     *
     * @param number of the step in the race, from 1
     */
    void ask(Work.Step step, int number, @Nullable Allowance allowance) {
        int draw = step.slot() == 0 ? draw(step) : BatchRequested.NO_DRAW;
        decision.emit(
                new StepRequested(
                        stepRef(trial(step)),
                        part(step) + place(step.arm(), step.step(), step.slot()),
                        step.spec(),
                        step.parent(),
                        step.operator(),
                        step.batch(),
                        RunTextGuard.settings(request, number).forStep(step.operator()),
                        request.snapshot(),
                        request.seed(),
                        draw,
                        allowance));
    }

    private static String part(Work.Step step) {
        if (step.step() == Work.Step.OF_EVIDENCE) return "evidence/";
        return RaceRules.confirms(step.step()) ? "confirm/" : "step/";
    }

    void ask(Work.Validate validate) {
        decision.emit(
                new EvaluationRequested(
                        stepRef(trial(validate)),
                        purpose(validate),
                        validate.program(),
                        RunTextGuard.settings(request),
                        request.snapshot(),
                        Split.VAL,
                        false,
                        request.seed(),
                        BatchRequested.NO_DRAW,
                        new EarlyEnd(validate.atLeast(), validate.first(), validate.items())));
    }

    TrialId trial(Work.Step step) {
        return keys.trial(
                step.step() == Work.Step.OF_EVIDENCE ? "evidence" : "step",
                number(step.arm(), step.slot()),
                step.step());
    }

    TrialId trial(Work.Validate validate) {
        if (validate.isMerge()) return keys.trial("merge", 0, validate.step());
        if (validate.again()) return keys.trial("again", validate.arm(), 0);
        return keys.trial("validate", number(validate.arm(), validate.slot()), validate.step());
    }

    private static String purpose(Work.Validate validate) {
        if (validate.again()) return EvaluationRequested.AGAIN;
        return validate.isMerge()
                ? EvaluationRequested.ofMerge(validate.parents())
                : "validate/" + place(validate.arm(), validate.step(), validate.slot());
    }

    private int draw(Work.Step step) {
        return (int) (ContentHash.number("draw", request.seed(), step.arm(), step.step()) >>> 33);
    }

    private static int number(int arm, int slot) {
        return arm * RaceRules.PROPOSALS + slot;
    }

    private static String place(int arm, int step, int slot) {
        return "arm-%d/step-%d/slot-%d".formatted(arm, step, slot);
    }

    private StepRef stepRef(TrialId trial) {
        return new StepRef(request.project().id(), request.id(), request.kind(), trial, 0, 0);
    }
}
