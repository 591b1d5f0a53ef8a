package metatextgrad.optimizer;

import metatextgrad.candidate.CallCount;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.model.Aspect;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Reduce;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.strategy.Strategies;

/** Counts requests by the formula (METHOD §2.5), for items and steps whose calls all end well. */
public final class StepCalls {
    private StepCalls() {}

    /** Requests for one scored item: n + e. */
    public static long scored(LoopSettings settings, Program program) {
        return CallCount.of(program).program() + judge(settings);
    }

    /** Judge requests per item: e of the formula. */
    public static long judge(LoopSettings settings) {
        return Evaluators.of(settings.evaluator()).requests() ? 1 : 0;
    }

    /**
     * Update requests of one step, with those for summaries: one per prompt, one for the whole
     * program, or none for a strategy that sends no questions.
     */
    public static long updates(Phase phase, Program program) {
        if (!Strategies.sendsQuestions(phase.strategy())) return 0;
        long prompts = CallCount.of(program).prompts();
        long updates = phase.aspect() == Aspect.STRUCTURE ? 1 : prompts;
        return updates + (phase.reduce() == Reduce.SUMMARISE ? prompts : 0);
    }

    /**
     * The largest number of requests of a step from this program, if its proposal makes no more
     * calls.
     *
     * @param items that the proposal is scored on
     */
    public static long max(
            LoopSettings settings, Phase phase, Program program, int items, Kind kind) {
        return (settings.batch() + items) * scored(settings, program)
                + written(phase, program, settings.batch(), kind);
    }

    /**
     * The largest number of requests with which a proposal of this kind is written: critiques of so
     * many answers, and updates.
     */
    public static long written(Phase phase, Program program, int answers, Kind kind) {
        long critiques =
                kind.showsCritiques() ? (long) answers * CallCount.of(program).backward() : 0;
        return critiques + (kind.asks() ? updates(phase, program) : 0);
    }
}
