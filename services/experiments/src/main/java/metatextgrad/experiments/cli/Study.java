package metatextgrad.experiments.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.cli.budget.CostEstimate;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.CallPrices;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.SeedRequests;
import metatextgrad.json.SplitCounts;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorConfig;
import org.jspecify.annotations.Nullable;

/**
 * The subject of an experiment: a project, its tasks, and the model.
 *
 * @param name name of the world, or of the project
 * @param models configuration of simulated models; null for real ones
 */
public record Study(
        String name, Project project, List<TaskSubmitted> tasks, @Nullable SimulatorConfig models) {
    public Study {
        tasks = List.copyOf(tasks);
    }

    /** Precedes the dose in the name of a study. */
    static final String DOSE = " at effect ";

    /** Programs that are rewritten whole grow: requests were 1.4 to 1.8 times as many. */
    private static final int GROWTH = 2;

    /** Returns the size of the experiment, with all requests of its methods, in one line. */
    String announcement(List<Method> methods, int seeds) {
        SplitCounts splits = RunForecaster.of(project, tasks).splits();
        return Texts.format(
                "%s: methods: %d, seeds: %d; %d tasks: %d train, %d val, %d test; %s (%s)",
                name,
                methods.size(),
                seeds,
                tasks.size(),
                splits.train(),
                splits.val(),
                splits.test(),
                expected(requests(methods), seeds),
                models == null ? "a real model" : "simulated models");
    }

    /**
     * Returns the size with tokens and dollars.
     *
     * @param prices of real models
     */
    StudyForecast forecast(List<Method> methods, int seeds, Prices prices) {
        CallsByRole max = max(requests(methods), seeds);
        return StudyForecast.of(
                name,
                announcement(methods, seeds),
                seeds,
                max,
                mayTakeMore(),
                models == null ? CostEstimate.of(project, max.requests(), prices) : null);
    }

    /** Returns the size of a transfer to another study. Both have simulated models. */
    StudyForecast forecastTransfer(Study to, int seeds) {
        CallsByRole requests = SeedRequests.transfer(seedRequests(), to.seedRequests());
        String both = name + " to " + to.name;
        return StudyForecast.of(
                both,
                "%s: seeds: %d; %s (simulated models)"
                        .formatted(both, seeds, expected(requests, seeds)),
                seeds,
                max(requests, seeds),
                mayTakeMore(),
                null);
    }

    /**
     * Returns the size of whole runs whose results are scored on new tasks. The models are
     * simulated.
     *
     * @param items number of these tasks
     */
    StudyForecast forecastFloor(String world, int runs, int items) {
        CallsByRole requests = seedRequests().floor(runs, items);
        return StudyForecast.of(
                world,
                "%s: runs: %d, fresh tasks: %d; %s requests in total%s (simulated models)"
                        .formatted(
                                world,
                                runs,
                                items,
                                about(requests.total()),
                                RunForecaster.of(project, tasks).open()),
                runs,
                max(requests, 1),
                mayTakeMore(),
                null);
    }

    /** Returns the most requests of these methods with one seed, if no program grows. */
    CallsByRole requests(List<Method> methods) {
        return seedRequests().of(methods);
    }

    private SeedRequests seedRequests() {
        SplitCounts splits = RunForecaster.of(project, tasks).splits();
        CallPrices prices = CallPrices.of(project, Prices.NONE);
        return new SeedRequests(project, splits.val(), splits.test(), prices);
    }

    private String expected(CallsByRole requests, int seeds) {
        long each = requests.total();
        return "%s requests per seed, %s in total%s"
                .formatted(
                        about(each), about(seeds * each), RunForecaster.of(project, tasks).open());
    }

    private String about(long requests) {
        return CallFormula.rewrites(project)
                ? "about %d to %d".formatted(requests, GROWTH * requests)
                : "at most about %d".formatted(requests);
    }

    /** Returns the most requests of all seeds, if programs grow. */
    private CallsByRole max(CallsByRole requests, int seeds) {
        return requests.times(CallFormula.rewrites(project) ? (long) GROWTH * seeds : seeds);
    }

    private boolean mayTakeMore() {
        return !RunForecaster.of(project, tasks).open().isEmpty();
    }

    /** Returns the simulated models, without HTTP. */
    SimulatedModel simulated() {
        return new SimulatedModel(requireNonNull(models, "real models").simulator());
    }

    /** Returns the simulated models with a seed that is larger by this number, without HTTP. */
    SimulatedModel simulated(long further) {
        SimulatorConfig config = requireNonNull(models, "real models");
        long seed = config.serverSeed() + further;
        return new SimulatedModel(config.withServerSeed(seed).simulator());
    }

    /** Returns the name without the dose. */
    String family() {
        return name.replaceFirst(DOSE + ".*", "");
    }

    /** Returns the scale of the effect of descriptions; null if it is the world's. */
    @Nullable Double dose() {
        return models == null ? null : models.metaEffect();
    }
}
