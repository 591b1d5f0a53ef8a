package metatextgrad.experiments.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.cli.budget.MoneyEstimate;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.runs.RunSize;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.SeedAsks;
import metatextgrad.experiments.Spent;
import metatextgrad.model.event.Task;
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
public record Study(String name, Project project, List<Task> tasks, @Nullable SimulatorConfig models) {
    public Study {
        tasks = List.copyOf(tasks);
    }

    /** Programs that are rewritten whole grow: requests were 1.4 to 1.8 times as many. */
    private static final int GROWTH = 2;

    /** The size of the experiment, with all requests of its methods, in one line. */
    String announcement(List<Method> methods, int seeds) {
        RunSize size = RunSize.of(project, tasks);
        return Texts.format(
                "%s: methods: %d, seeds: %d; %d tasks: %d train, %d val, %d test; %s (%s)",
                name,
                methods.size(),
                seeds,
                tasks.size(),
                size.train(),
                size.val(),
                size.test(),
                expected(asks(methods), seeds),
                models == null ? "a real model" : "simulated models");
    }

    /**
     * The size with tokens and dollars.
     *
     * @param prices of real models
     */
    StudyForecast forecast(List<Method> methods, int seeds, Prices prices) {
        Spent most = most(asks(methods), seeds);
        return StudyForecast.of(
                name,
                announcement(methods, seeds),
                seeds,
                most,
                mayTakeMore(),
                models == null ? MoneyEstimate.of(project, most.asks(), prices) : null);
    }

    /** The size of a transfer to another study. Both have simulated models. */
    StudyForecast forecastTransfer(Study to, int seeds) {
        Spent asks = SeedAsks.transfer(seedAsks(), to.seedAsks());
        String both = name + " to " + to.name;
        return StudyForecast.of(
                both,
                "%s: seeds: %d; %s (simulated models)"
                        .formatted(both, seeds, expected(asks, seeds)),
                seeds,
                most(asks, seeds),
                mayTakeMore(),
                null);
    }

    /** The most requests of these methods with one seed, if no program grows. */
    Spent asks(List<Method> methods) {
        return seedAsks().of(methods);
    }

    private SeedAsks seedAsks() {
        RunSize size = RunSize.of(project, tasks);
        return new SeedAsks(project, size.val(), size.test());
    }

    private String expected(Spent asks, int seeds) {
        long each = asks.total();
        return "%s requests per seed, %s in total%s"
                .formatted(about(each), about(seeds * each), RunSize.of(project, tasks).open());
    }

    private String about(long asks) {
        return RunSize.rewrites(project)
                ? "about %d to %d".formatted(asks, GROWTH * asks)
                : "at most about %d".formatted(asks);
    }

    /** Of all seeds, if programs grow. */
    private Spent most(Spent asks, int seeds) {
        return asks.times(RunSize.rewrites(project) ? (long) GROWTH * seeds : seeds);
    }

    private boolean mayTakeMore() {
        return !RunSize.of(project, tasks).open().isEmpty();
    }

    /** The simulated models, without HTTP. */
    SimulatedModel simulated() {
        return new SimulatedModel(requireNonNull(models, "real models").simulator());
    }
}
