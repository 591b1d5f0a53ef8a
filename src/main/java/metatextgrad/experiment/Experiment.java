package metatextgrad.experiment;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import metatextgrad.model.Project;
import metatextgrad.model.Task;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * All methods from all seeds on the same tasks, and what it says about the meta level.
 *
 * @param outcomes by method name, one per seed in order
 */
public record Experiment(List<Method> methods, Map<String, List<Outcome>> outcomes) {
    private static final String WHOLE = "metatextgrad";

    public Experiment {
        methods = List.copyOf(methods);
        outcomes = Map.copyOf(outcomes);
    }

    /**
     * Runs it, seeds 1 to {@code seeds}, several side by side; the result does not depend on how
     * many.
     *
     * @param grounds a ground of its own for each seed
     * @param threads how many seeds side by side
     * @param done hears each seed whose methods are all over
     * @throws IllegalStateException if a run fails
     */
    public static Experiment run(
            Project project,
            List<Task> tasks,
            List<Method> methods,
            int seeds,
            LongFunction<Ground> grounds,
            int threads,
            Consumer<String> done)
            throws InterruptedException {
        Map<String, List<Outcome>> outcomes = new TreeMap<>();
        for (Method method : methods) outcomes.put(method.name(), new ArrayList<>());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Map<String, Outcome>>> running = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                long one = seed;
                running.add(
                        pool.submit(
                                () ->
                                        new SeedStudy(project, tasks, one, grounds.apply(one))
                                                .outcomes(methods)));
            }
            try {
                for (int i = 0; i < seeds; i++) {
                    running.get(i).get().forEach((name, one) -> of(outcomes, name).add(one));
                    done.accept("seed %d of %d is over".formatted(i + 1, seeds));
                }
            } catch (ExecutionException e) {
                running.forEach(one -> one.cancel(true));
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            }
        }
        return new Experiment(methods, outcomes);
    }

    public List<Outcome> of(Method method) {
        return of(outcomes, method.name());
    }

    /** The mean test score of a method, over seeds and items. */
    public CrossedBootstrap test(Method method) {
        return Comparison.mean(of(method));
    }

    /** metaTextGrad against every other method, in the order of the report. */
    public List<Comparison> comparisons() {
        return methods.stream()
                .filter(method -> method.kind() != Method.Kind.METATEXTGRAD)
                .map(method -> Comparison.of(method.name(), of(outcomes, WHOLE), of(method)))
                .toList();
    }

    /**
     * Better only if better than restarts and better than the placebo: else a gain may be the extra
     * calls', or that of any words.
     */
    public boolean helped() {
        return comparisons().stream()
                .filter(one -> one.against().equals("restarts") || one.against().equals("placebo"))
                .allMatch(Comparison::better);
    }

    private static List<Outcome> of(Map<String, List<Outcome>> outcomes, String name) {
        return requireNonNull(outcomes.get(name), name);
    }
}
