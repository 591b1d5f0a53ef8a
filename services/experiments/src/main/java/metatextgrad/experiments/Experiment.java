package metatextgrad.experiments;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * All methods from all seeds on the same tasks, and the verdict on the meta level.
 *
 * @param outcomes by method name, one per seed in order
 */
public record Experiment(List<Method> methods, Map<String, List<MethodOutcome>> outcomes) {
    public Experiment {
        methods = List.copyOf(methods);
        outcomes = Map.copyOf(outcomes);
    }

    /**
     * Runs seeds 1 to {@code seeds}, several in parallel. The result does not depend on the number
     * of threads.
     *
     * @param environments creates a separate environment for each seed
     * @param threads the number of seeds in parallel
     * @param done is called with each seed that is complete
     * @throws IllegalStateException if a run fails
     */
    public static Experiment run(
            Project project,
            List<TaskSubmitted> tasks,
            List<Method> methods,
            int seeds,
            LongFunction<ExperimentEnvironment> environments,
            int threads,
            Consumer<String> done)
            throws InterruptedException {
        Map<String, List<MethodOutcome>> outcomes =
                SideBySide.of(
                        seeds,
                        threads,
                        seed ->
                                new SeedStudy(project, tasks, seed, environments.apply(seed))
                                        .outcomes(methods),
                        done);
        return new Experiment(methods, outcomes);
    }

    public List<MethodOutcome> of(Method method) {
        return requireNonNull(outcomes.get(method.name()), method.name());
    }

    /** Returns the outcomes of the only method of this kind, one per seed. */
    public List<MethodOutcome> of(Method.Kind kind) {
        return of(method(kind));
    }

    /** Returns the mean test score of a method, over seeds and items. */
    public CrossedBootstrap test(Method method) {
        return MethodComparison.mean(of(method));
    }

    /** Compares metaTextGrad with all other methods, in the order of the report. */
    public List<MethodComparison> comparisons() {
        return methods.stream()
                .filter(method -> method.kind() != Method.Kind.METATEXTGRAD)
                .map(this::against)
                .toList();
    }

    /** Compares metaTextGrad with one other method. */
    public MethodComparison against(Method.Kind kind) {
        return against(method(kind));
    }

    /**
     * Returns better only if better than restarts and than the placebo. Otherwise extra calls, or
     * any change of the words, could explain the gain.
     */
    public ComparisonVerdict verdict() {
        MethodComparison restarts = against(Method.Kind.RESTARTS);
        if (restarts.worse()) return ComparisonVerdict.WORSE;
        return restarts.better() && against(Method.Kind.PLACEBO).better()
                ? ComparisonVerdict.BETTER
                : ComparisonVerdict.EQUAL;
    }

    private MethodComparison against(Method method) {
        return MethodComparison.of(method.name(), of(Method.Kind.METATEXTGRAD), of(method));
    }

    private Method method(Method.Kind kind) {
        return methods.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
    }
}
