package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;

/**
 * Trials of one optimizer, each from the seed program. The series can be cut after any step, so it
 * can cost about as much as another search. Trials run when they are needed. Used by one thread.
 */
final class Restarts {
    private final IntFunction<List<RunTrace.Step>> trials;
    private final List<Reached> series = new ArrayList<>();
    private int next;

    /**
     * The best program by validation after some steps; the first of equals.
     *
     * @param spent all requests so far
     */
    record Reached(CallsByRole spent, ScoreStats score, Program program) {
        private Reached after(RunTrace.Step step) {
            CallsByRole all = spent.plus(step.calls());
            Program made = step.program();
            ScoreStats reached = step.score();
            return made == null || reached == null || reached.mean() <= score.mean()
                    ? new Reached(all, score, program)
                    : new Reached(all, reached, made);
        }
    }

    /**
     * @param seed the seed program with its score and the requests for that score
     * @param trials executes the trial of this number, from 0, and returns its steps
     */
    Restarts(Reached seed, IntFunction<List<RunTrace.Step>> trials) {
        this.trials = trials;
        series.add(seed);
    }

    /** Returns the states up to the one whose cost is nearest to {@code target}. */
    List<Reached> until(double target, ToDoubleFunction<CallsByRole> cost) {
        while (cost.applyAsDouble(series.getLast().spent()) < target) {
            for (RunTrace.Step step : trials.apply(next++))
                series.add(series.getLast().after(step));
        }
        int nearest = 0;
        for (int i = 1; i < series.size(); i++) {
            double now = Math.abs(cost.applyAsDouble(series.get(i).spent()) - target);
            double before = Math.abs(cost.applyAsDouble(series.get(nearest).spent()) - target);
            if (now < before) nearest = i;
        }
        return List.copyOf(series.subList(0, nearest + 1));
    }
}
