package metatextgrad.optimize;

import metatextgrad.model.Aspect;
import metatextgrad.model.LoopSettings;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Reduce;
import metatextgrad.program.CallCount;
import metatextgrad.task.Evaluators;

/** Asks by the formula (METHOD §2.5), of items and steps whose calls all end well. */
public final class StepCalls {
    private StepCalls() {}

    /** Of one item that is scored: n + e. */
    public static long scored(LoopSettings settings, Program program) {
        return CallCount.of(program).program() + judge(settings);
    }

    /** Judge calls of an item, e of the formula. */
    public static long judge(LoopSettings settings) {
        return Evaluators.of(settings.evaluator()).asks() ? 1 : 0;
    }

    /** Update calls of one step: once per prompt, or once for the whole program. */
    public static long updates(Phase phase, Program program) {
        long prompts = CallCount.of(program).prompts();
        long asked = phase.aspect() == Aspect.STRUCTURE ? 1 : prompts;
        return asked + (phase.reduce() == Reduce.SUMMARISE ? prompts : 0);
    }

    /** The most that a step from this program asks for, if its proposal makes no more calls. */
    public static long most(LoopSettings settings, Phase phase, Program program, int val) {
        long batch = settings.batch();
        return (batch + val) * scored(settings, program)
                + batch * CallCount.of(program).backward()
                + updates(phase, program);
    }
}
