package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import metatextgrad.candidate.CallCount;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;

/**
 * Measures metaTextGrad and other optimizers on the same tasks. Each program is scored on the test
 * tasks, which no search sees. Calls for these scores do not count.
 *
 * @param budgets the numbers of calls to compare at, ascending
 * @param environments creates an environment for each seed
 */
public record PeerStudy(
        Project project,
        List<TaskSubmitted> tasks,
        List<Long> budgets,
        int threads,
        Supplier<ExperimentEnvironment> environments,
        Consumer<String> progress) {
    private static final String OURS = "metatextgrad";

    private static final int POINTS = 10;

    /** GEPA's scores at these numbers are the ones to reach. */
    public static final List<Long> MARKS = List.of(1_100L, 2_500L);

    /** Does jobs of other optimizers. */
    @FunctionalInterface
    public interface Peers {
        List<SearchPath> measure(List<PeerJob> jobs) throws InterruptedException;
    }

    public PeerStudy {
        tasks = List.copyOf(tasks);
        budgets = List.copyOf(budgets);
    }

    /** Returns the number of runs of other optimizers. */
    public static int peerRuns(int seeds) {
        return PeerJob.choice().size() + PeerJob.compared("", seeds).size();
    }

    /** Returns the most programs that are scored on the test tasks. */
    public static long maxTestedPrograms(List<Long> budgets, int seeds) {
        long methods = 1 + PeerJob.compared("", 1).stream().map(PeerJob::peer).distinct().count();
        return methods * seeds * grid(budgets).size();
    }

    /** Compares with no other optimizer. */
    public PeerComparison alone(int seeds) throws InterruptedException {
        return new PeerComparison(grid(), List.of(scored(ours(seeds))), Map.of());
    }

    /** Chooses the setting of GEPA, then compares it and the others with metaTextGrad. */
    public PeerComparison with(Peers peers, int seeds) throws InterruptedException {
        Map<String, Double> settings = settings(peers.measure(PeerJob.choice()));
        String chosen =
                settings.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElseThrow();
        progress.accept("the setting of gepa is " + chosen);
        List<PeerComparison.Row> rows = new ArrayList<>(List.of(scored(ours(seeds))));
        List<SearchPath> runs = peers.measure(PeerJob.compared(chosen, seeds));
        for (String method : runs.stream().map(SearchPath::method).distinct().toList()) {
            rows.add(
                    scored(
                            runs.stream()
                                    .filter(run -> run.method().equals(method))
                                    .sorted(Comparator.comparingLong(SearchPath::seed))
                                    .toList()));
        }
        return new PeerComparison(grid(), rows, settings);
    }

    /** Returns the mean validation score of each setting at its last call. */
    private Map<String, Double> settings(List<SearchPath> runs) {
        return runs.stream()
                .collect(
                        Collectors.groupingBy(
                                SearchPath::setting,
                                TreeMap::new,
                                Collectors.averagingDouble(this::validation)));
    }

    private double validation(SearchPath run) {
        Double validation = run.best(budgets.getLast()).validation();
        return validation == null ? 0 : validation;
    }

    private List<SearchPath> ours(int seeds) throws InterruptedException {
        return perSeed(
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                seed -> {
                    ExperimentRequests requests = new ExperimentRequests(tasks, seed);
                    return environments
                            .get()
                            .run(requests.run(OURS, project, seed))
                            .finished(OURS)
                            .path(OURS, seed);
                });
    }

    private PeerComparison.Row scored(List<SearchPath> runs) throws InterruptedException {
        List<Map<Long, MethodOutcome>> tested = perSeed(runs, this::tested);
        Map<Long, List<MethodOutcome>> at = new TreeMap<>();
        for (long calls : grid())
            at.put(calls, tested.stream().map(outcomes -> outcomes.get(calls)).toList());
        SearchPath first = runs.getFirst();
        progress.accept(first.method() + " is tested");
        return new PeerComparison.Row(first.method(), first.setting(), runs, at);
    }

    private Map<Long, MethodOutcome> tested(SearchPath run) {
        ExperimentEnvironment environment = environments.get();
        Map<String, MethodOutcome> known = new TreeMap<>();
        Map<Long, MethodOutcome> outcomes = new TreeMap<>();
        for (long calls : grid()) {
            Program program = run.best(calls).program();
            outcomes.put(
                    calls,
                    known.computeIfAbsent(
                            program.id().value(),
                            any -> test(environment, run.method(), run.seed(), program)));
        }
        return outcomes;
    }

    private MethodOutcome test(
            ExperimentEnvironment environment, String method, long seed, Program program) {
        RunTrace trace =
                environment.trial(
                        new ExperimentRequests(tasks, seed)
                                .evaluation(method, project, program, Split.TEST, 0));
        int use = CallCount.of(program).program();
        return MethodOutcome.unsearched(program, null, null, trace.report().outcomes(), use);
    }

    private List<Long> grid() {
        return grid(budgets);
    }

    private static List<Long> grid(List<Long> budgets) {
        TreeSet<Long> grid = new TreeSet<>(budgets);
        long max = budgets.getLast();
        for (int i = 0; i <= POINTS; i++) grid.add(max * i / POINTS);
        MARKS.stream().filter(mark -> mark <= max).forEach(grid::add);
        return List.copyOf(grid);
    }

    private <T, R> List<R> perSeed(List<T> all, Function<T, R> work) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<R>> running = new ArrayList<>();
            for (T one : all) running.add(pool.submit(() -> work.apply(one)));
            List<R> results = new ArrayList<>();
            for (Future<R> one : running) results.add(one.get());
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }
}
