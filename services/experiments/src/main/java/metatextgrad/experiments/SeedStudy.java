package metatextgrad.experiments;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import metatextgrad.candidate.CallCount;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.intake.SplitRule;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.statistics.Seeds;
import org.jspecify.annotations.Nullable;

/**
 * All methods of an experiment from one seed. MetaTextGrad runs first, because the restarts may use
 * as many requests as it did. Used by one thread.
 */
final class SeedStudy {
    private final Project project;
    private final Variants variants;
    private final ExperimentEnvironment environment;
    private final ExperimentRequests requests;
    private final CallPrices prices;
    private final Map<Integer, RunTrace> singles = new TreeMap<>();

    /** {@code prices} decide how long the restarts by dollars continue. */
    SeedStudy(
            Project project,
            List<TaskSubmitted> tasks,
            long seed,
            ExperimentEnvironment environment,
            CallPrices prices) {
        this.project = project;
        this.prices = prices;
        this.variants = new Variants(project);
        this.environment = environment;
        this.requests = new ExperimentRequests(tasks, seed);
    }

    /** Returns the result of each method, by its name. */
    Map<String, MethodOutcome> outcomes(List<Method> methods) {
        Map<String, MethodOutcome> outcomes = new TreeMap<>();
        RunTrace whole = whole();
        Restarts restarts = restarts(whole);
        for (Method method : methods) outcomes.put(method.name(), outcome(method, whole, restarts));
        return outcomes;
    }

    /** Returns the run of metaTextGrad itself. */
    RunTrace whole() {
        return run("metatextgrad", project);
    }

    /** Executes one trial of an optimizer, with the seed score and the batch order of a run. */
    MethodOutcome tried(String name, OptimizerSpec spec, RunTrace beside) {
        ScoreStats seedScore = beside.state().lines().getFirst().validation();
        RunTrace trial =
                environment.trial(requests.trial(name, project, spec, seedScore, requests.seed()));
        ScoreAggregated reached = trial.report();
        return evaluated(name, reached.program())
                .searched(reached.stats(), trial.search(), trial.curve());
    }

    private MethodOutcome outcome(Method method, RunTrace whole, Restarts restarts) {
        String name = method.name();
        return switch (method.kind()) {
            case ZERO_SHOT ->
                    outcome(
                            whole.state().lines().getFirst(),
                            CallsByRole.NOTHING,
                            List.of(),
                            List.of(),
                            null);
            case K_SHOT -> evaluated(name, fewShot());
            case SELF_CONSISTENCY -> voted(name);
            case BEST_OF_N -> evaluated(name, Baselines.bestOf(project.seed()));
            case INNER -> searched(name, single(method.optimizer()));
            case META_PROMPT -> searched(name, run(name, variants.promptsOnly()));
            case STRUCTURE -> searched(name, run(name, variants.structuresOnly()));
            case METATEXTGRAD -> searched(name, whole);
            case PAPER_SEARCH -> searched(name, run(name, variants.paperSearch()));
            case PARETO -> searched(name, run(name, variants.pareto()));
            case PLACEBO -> searched(name, run(name, variants.under(PlaceboControl.NAME)));
            case RANDOM_STRUCTURE ->
                    searched(name, run(name, variants.under(RandomStructureControl.NAME)));
            case RESTARTS -> restarted(name, restarts, whole, CallsByRole::total);
            case RESTARTS_BY_DOLLARS -> restarted(name, restarts, whole, prices::dollars);
        };
    }

    private RunTrace run(String name, Project variant) {
        return environment.run(requests.run(name, variant, requests.seed())).finished(name);
    }

    MethodOutcome searched(String name, RunTrace trace) {
        RunState state = trace.state();
        return outcome(
                state.lines().get(state.best()),
                trace.search(),
                trace.curve(),
                state.lines(),
                trace.path(name, requests.seed()));
    }

    private static MethodOutcome outcome(
            Line line,
            CallsByRole spent,
            List<CurvePoint> curve,
            List<Line> lines,
            @Nullable SearchPath path) {
        return new MethodOutcome(
                line.program(),
                line.validation(),
                line.rescored(),
                line.outcomes(),
                spent,
                CallCount.of(line.program()).program(),
                curve,
                lines,
                path);
    }

    /**
     * Returns the base optimizer whose single run has the highest validation score; the first of
     * equals. Scores within a run of several optimizers do not show it, because they share
     * programs.
     */
    int bestBase() {
        int best = 0;
        double highest = -1;
        for (int i = 0; i < project.optimizers().size(); i++) {
            double score = LearningTask.best(single(i)).validation().mean();
            if (score <= highest) continue;
            highest = score;
            best = i;
        }
        return best;
    }

    /** Returns a run of one base optimizer without a meta level; executes it once. */
    private RunTrace single(int optimizer) {
        return singles.computeIfAbsent(
                optimizer,
                any -> run(project.optimizers().get(optimizer).name(), variants.only(optimizer)));
    }

    /** Repeats the best base optimizer from the seed program, with other batch orders. */
    private Restarts restarts(RunTrace whole) {
        ScoreStats seedScore = whole.state().lines().getFirst().validation();
        OptimizerSpec base = project.optimizers().get(bestBase());
        Restarts.Reached seed = new Restarts.Reached(whole.seedScore(), seedScore, project.seed());
        return Restarts.of(project, base, seed, requests, environment);
    }

    /** Returns the best program of the restarts that cost about as much as metaTextGrad. */
    private MethodOutcome restarted(
            String name, Restarts restarts, RunTrace whole, ToDoubleFunction<CallsByRole> cost) {
        List<Restarts.Reached> reached = restarts.until(cost.applyAsDouble(whole.search()), cost);
        List<CurvePoint> curve =
                reached.stream()
                        .map(one -> new CurvePoint(one.spent().total(), one.score().mean()))
                        .toList();
        Restarts.Reached best = reached.getLast();
        return evaluated(name, best.program()).searched(best.score(), best.spent(), curve);
    }

    private MethodOutcome voted(String name) {
        Project varied = ExperimentRequests.varied(project);
        List<RunTrace> samples =
                IntStream.range(0, Baselines.MANY)
                        .mapToObj(i -> evaluate(name, varied, varied.seed(), Split.TEST, i))
                        .toList();
        int use = CallCount.of(varied.seed()).program() * Baselines.MANY;
        return MethodOutcome.unsearched(varied.seed(), null, null, Votes.counted(samples), use);
    }

    /** Returns the score columns of a program that no run reported. */
    private MethodOutcome evaluated(String name, Program program) {
        ScoreStats validation = evaluate(name, project, program, Split.VAL, 0).report().stats();
        ScoreStats rescored = evaluate(name, project, program, Split.VAL, 1).report().stats();
        RunTrace test = evaluate(name, project, program, Split.TEST, 0);
        int use = CallCount.of(program).program();
        return MethodOutcome.unsearched(
                program, validation, rescored, test.report().outcomes(), use);
    }

    private RunTrace evaluate(
            String name, Project variant, Program program, Split split, int sample) {
        return environment.trial(requests.evaluation(name, variant, program, split, sample));
    }

    /** Private right answers are in no example, so the row is the seed program. */
    private Program fewShot() {
        if (!project.loop().mayShowTargets()) return project.seed();
        List<TaskSubmitted> train =
                requests.tasks().stream()
                        .filter(task -> SplitRule.split(task, project.shares()) == Split.TRAIN)
                        .toList();
        return Baselines.fewShot(project.seed(), train, Seeds.of("k-shot", requests.seed()));
    }
}
