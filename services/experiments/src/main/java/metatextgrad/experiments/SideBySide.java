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
        for (Map<String, MethodOutcome> seed : each("seed", seeds, threads, one, done))
            seed.forEach(
                    (name, outcome) ->
                            outcomes.computeIfAbsent(name, any -> new ArrayList<>()).add(outcome));
        return outcomes;
    }

    /**
     * Returns the results for the numbers from 1 on, in order.
     *
     * @param what a word for one of them in the lines of progress
     * @param one computes the result of a number; called on other threads
     * @param done is called with each number that is complete
     * @throws RuntimeException the exception of a failed one
     */
    public static <T> List<T> each(
            String what, int count, int threads, LongFunction<T> one, Consumer<String> done)
            throws InterruptedException {
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> running = new ArrayList<>();
            for (long i = 1; i <= count; i++) {
                long number = i;
                running.add(pool.submit(() -> one.apply(number)));
            }
            try {
                for (Future<T> next : running) {
                    results.add(next.get());
                    done.accept("%s %d of %d is finished".formatted(what, results.size(), count));
                }
            } catch (ExecutionException e) {
                running.forEach(left -> left.cancel(true));
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            }
        }
        return results;
    }
}
