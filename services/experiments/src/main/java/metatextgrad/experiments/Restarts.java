package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.project.Project;

/**
 * Trials of one optimizer, each from the seed program. The series can be stopped at any cost, so it
 * can cost as much as another search. Trials run when they are needed. Used by one thread.
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

    /**
     * Returns a series of one optimizer, each time from the seed program and with another batch
     * order: a trial, or a race of this optimizer alone.
     */
    static Restarts of(
            Project project,
            OptimizerSpec base,
            Reached seed,
            ExperimentRequests requests,
            ExperimentEnvironment environment) {
        return new Restarts(
                seed,
                number -> {
                    String name = "restarts-" + number;
                    long order = ContentHash.number("restart", requests.seed(), number);
                    RunTrace trace =
                            switch (project.meta().mode()) {
                                case PAPER ->
                                        environment.trial(
                                                requests.trial(
                                                        name, project, base, seed.score(), order));
                                case RACE ->
                                        environment.run(
                                                requests.run(
                                                        name,
                                                        new Variants(project).only(base),
                                                        order));
                            };
                    return trace.steps();
                });
    }

    /**
     * Returns the states of a search that is stopped when it has cost this much. A step that it
     * cannot finish costs calls, and brings no program.
     */
    List<Reached> until(double target, ToDoubleFunction<CallsByRole> cost) {
        while (cost.applyAsDouble(series.getLast().spent()) < target) {
            List<RunTrace.Step> steps = trials.apply(next++);
            if (steps.isEmpty()) throw new IllegalStateException("a restart made no step");
            Reached before = series.getLast();
            for (RunTrace.Step step : steps) series.add(next(before, series.getLast(), step));
        }
        int whole = 1;
        while (whole < series.size() && cost.applyAsDouble(series.get(whole).spent()) <= target)
            whole++;
        List<Reached> reached = new ArrayList<>(series.subList(0, whole));
        Reached last = reached.getLast();
        double left = target - cost.applyAsDouble(last.spent());
        if (whole < series.size() && left > 0) {
            CallsByRole step = series.get(whole).spent().plus(last.spent().times(-1));
            CallsByRole part = part(step, left / cost.applyAsDouble(step));
            reached.add(new Reached(last.spent().plus(part), last.score(), last.program()));
        }
        return List.copyOf(reached);
    }

    /**
     * A score on all validation items replaces those on half of them in the same restart. In the
     * last one, which the calls end early, those on half count: a stronger control than one
     * without.
     */
    private static Reached next(Reached before, Reached last, RunTrace.Step step) {
        Reached reached =
                step.onAllItems()
                        ? new Reached(last.spent(), before.score(), before.program())
                        : last;
        return reached.after(step);
    }

    private static CallsByRole part(CallsByRole step, double share) {
        Map<ModelRole, Long> part = new EnumMap<>(ModelRole.class);
        step.requests().forEach((role, calls) -> part.put(role, Math.round(share * calls)));
        return new CallsByRole(part);
    }
}
