package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.project.Project;

/**
 * The worth of descriptions in a world: trials of each base optimizer with descriptions that know
 * the world, and with some that know nothing. A meta level cannot bring more than the ideal
 * description does.
 */
public final class OracleStudy {
    private OracleStudy() {}

    /**
     * Runs this many trials per optimizer and description, in turns over the tasks. The result does
     * not depend on the number of threads.
     *
     * @param tasks one or more, with the same optimizers
     * @param done is called with a line of progress
     * @return one result per base optimizer, in order
     * @throws RuntimeException the exception of a failed trial
     */
    public static List<OracleResult> run(
            List<OracleTask> tasks, int trials, int threads, Consumer<String> done)
            throws InterruptedException {
        Project project = tasks.getFirst().project();
        List<OracleTrial> all = trials(tasks, trials, threads, done);
        List<OracleResult> results = new ArrayList<>();
        for (OptimizerSpec optimizer : project.optimizers()) {
            List<OracleTrial> own =
                    all.stream().filter(one -> one.optimizer().equals(optimizer.name())).toList();
            results.add(OracleResult.of(optimizer.name(), own, trialsOfARun(project)));
        }
        return results;
    }

    /** The trials of a whole run: restarts have as many. */
    static int trialsOfARun(Project project) {
        return project.optimizers().size() * (1 + project.meta().promptRounds())
                + project.meta().structureRounds();
    }

    private static List<OracleTrial> trials(
            List<OracleTask> tasks, int trials, int threads, Consumer<String> done)
            throws InterruptedException {
        List<OracleTrial> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<OracleTrial>>> running = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                int task = i % tasks.size();
                long number = 1L + i / tasks.size();
                running.add(pool.submit(() -> OracleTrial.all(tasks.get(task), task, number)));
            }
            for (int i = 0; i < trials; i++) {
                all.addAll(result(running, i));
                if ((i + 1) % 10 == 0)
                    done.accept("trial %d of %d is finished".formatted(i + 1, trials));
            }
        }
        return all;
    }

    private static List<OracleTrial> result(List<Future<List<OracleTrial>>> running, int i)
            throws InterruptedException {
        try {
            return running.get(i).get();
        } catch (ExecutionException e) {
            running.forEach(left -> left.cancel(true));
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }
}
