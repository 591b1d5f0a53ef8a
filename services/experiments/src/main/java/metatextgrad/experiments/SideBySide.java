package metatextgrad.experiments;

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

/** Runs seeds in parallel; the result does not depend on the number of threads. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Returns outcomes by name, one per seed from 1 on, in order.
     *
     * @param one computes all outcomes of a seed, by name; called on other threads
     * @param done is called with each seed that is complete
     * @throws RuntimeException the exception of a failed seed
     */
    public static Map<String, List<MethodOutcome>> of(
            int seeds,
            int threads,
            LongFunction<Map<String, MethodOutcome>> one,
            Consumer<String> done)
            throws InterruptedException {
        Map<String, List<MethodOutcome>> outcomes = new TreeMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Map<String, MethodOutcome>>> running = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                long number = seed;
                running.add(pool.submit(() -> one.apply(number)));
            }
            try {
                for (int i = 0; i < seeds; i++) {
                    running.get(i)
                            .get()
                            .forEach(
                                    (name, outcome) ->
                                            outcomes.computeIfAbsent(name, any -> new ArrayList<>())
                                                    .add(outcome));
                    done.accept("seed %d of %d is finished".formatted(i + 1, seeds));
                }
            } catch (ExecutionException e) {
                running.forEach(left -> left.cancel(true));
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            }
        }
        return outcomes;
    }
}
