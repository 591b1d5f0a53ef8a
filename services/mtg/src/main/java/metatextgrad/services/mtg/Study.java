package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import metatextgrad.experiment.Method;
import metatextgrad.experiment.SeedAsks;
import metatextgrad.experiment.Spent;
import metatextgrad.model.Prices;
import metatextgrad.model.Project;
import metatextgrad.model.Task;
import metatextgrad.simulator.SimulatorConfig;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment is about: one project, its tasks, and the model.
 *
 * @param name the world's name, or the project's
 * @param models how models are simulated; null for real ones
 */
record Study(String name, Project project, List<Task> tasks, @Nullable SimulatorConfig models) {
    Study {
        tasks = List.copyOf(tasks);
    }

    /** Programs rewritten whole grow: in simulated worlds all asked 1.4 to 1.8 times as often. */
    private static final int GROWTH = 2;

    /** Says what it will take, before anything is asked: all that its methods search and read. */
    String announcement(List<Method> methods, int seeds) {
        RunSize size = RunSize.of(project, tasks);
        return String.format(
                Locale.ROOT,
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
     * The same with the tokens and the money it may take, for whoever only wants to know.
     *
     * @param prices of real models
     */
    StudyForecast forecast(List<Method> methods, int seeds, Prices prices) {
        Spent most = most(asks(methods), seeds);
        return new StudyForecast(
                name,
                announcement(methods, seeds),
                seeds,
                most,
                mayTakeMore(),
                models == null ? MoneyEstimate.of(project, most.asks(), prices) : null);
    }

    /** What it takes to learn an optimizer here and use it there. Both have simulated models. */
    StudyForecast forecastTransfer(Study to, int seeds) {
        Spent asks = SeedAsks.transfer(seedAsks(), to.seedAsks());
        String both = name + " to " + to.name;
        return new StudyForecast(
                both,
                "%s: seeds: %d; %s (simulated models)"
                        .formatted(both, seeds, expected(asks, seeds)),
                seeds,
                most(asks, seeds),
                mayTakeMore(),
                null);
    }

    /** What these methods ask from one seed at most, if no program grows. */
    Spent asks(List<Method> methods) {
        return seedAsks().of(methods);
    }

    private SeedAsks seedAsks() {
        RunSize size = RunSize.of(project, tasks);
        return new SeedAsks(project, size.val(), size.test());
    }

    private String expected(Spent asks, int seeds) {
        long each = asks.total();
        return "%s asks from each seed, in all %s%s"
                .formatted(about(each), about(seeds * each), RunSize.of(project, tasks).open());
    }

    private String about(long asks) {
        return RunSize.rewrites(project)
                ? "about %d to %d".formatted(asks, GROWTH * asks)
                : "at most about %d".formatted(asks);
    }

    /** Of all seeds, if programs grow as they may. */
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
