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
 * @param prices the prices by which the restarts by dollars were matched
 */
public record Experiment(
        List<Method> methods, Map<String, List<MethodOutcome>> outcomes, CallPrices prices) {
    public Experiment {
        methods = List.copyOf(methods);
        outcomes = Map.copyOf(outcomes);
    }

    /**
     * Runs seeds 1 to {@code seeds}, several in parallel. The result does not depend on the number
     * of threads.
     *
     * @param prices decide how long the restarts by dollars continue
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
            CallPrices prices,
            LongFunction<ExperimentEnvironment> environments,
            int threads,
            Consumer<String> done)
            throws InterruptedException {
        Map<String, List<MethodOutcome>> outcomes =
                SideBySide.of(
                        seeds,
                        threads,
                        seed ->
                                new SeedStudy(
                                                project,
                                                tasks,
                                                seed,
                                                environments.apply(seed),
                                                prices)
                                        .outcomes(methods),
                        done);
        return new Experiment(methods, outcomes, prices);
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
     * Returns better only if better than restarts, by calls and by dollars, and than the placebo.
     * Otherwise extra calls, or any change of the words, could explain the gain.
     */
    public ComparisonVerdict verdict() {
        MethodComparison restarts = against(Method.Kind.RESTARTS);
        if (!restarts.enoughSeeds()) return ComparisonVerdict.TOO_FEW_SEEDS;
        if (restarts.worse()) return ComparisonVerdict.WORSE;
        return restarts.better()
                        && against(Method.Kind.RESTARTS_BY_DOLLARS).better()
                        && against(Method.Kind.PLACEBO).better()
                ? ComparisonVerdict.BETTER
                : ComparisonVerdict.EQUAL;
    }

    /**
     * Returns metaTextGrad minus this method, with a row per seed and a column per item.
     *
     * @throws IllegalArgumentException if the experiment has no such method
     */
    public double[][] minus(String method) {
        List<MethodOutcome> others = outcomes.get(method);
        if (others == null)
            throw new IllegalArgumentException(
                    "the experiment has no method `%s`: add it with --methods".formatted(method));
        return MethodComparison.differences(of(Method.Kind.METATEXTGRAD), others);
    }

    /** Compares the cost of metaTextGrad with that of each control. */
    public List<CallMatch> matches() {
        List<MethodOutcome> whole = of(Method.Kind.METATEXTGRAD);
        return methods.stream()
                .filter(Method::control)
                .map(method -> CallMatch.of(method.name(), of(method), whole, prices))
                .toList();
    }

    private MethodComparison against(Method method) {
        return MethodComparison.of(
                method.name(),
                MethodComparison.Basis.of(method.kind()),
                of(Method.Kind.METATEXTGRAD),
                of(method));
    }

    /** Returns the only method of this kind. */
    public Method method(Method.Kind kind) {
        return methods.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
    }
}
