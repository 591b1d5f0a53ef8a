package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import metatextgrad.experiment.Method;
import metatextgrad.experiment.SeedAsks;
import metatextgrad.model.Project;
import metatextgrad.model.Task;
import metatextgrad.simulator.Simulator;
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
        long each = asks(methods);
        return String.format(
                Locale.ROOT,
                "%s: methods: %d, seeds: %d; %d tasks: %d train, %d val, %d test; %s asks from each seed, in all %s%s (%s)",
                name,
                methods.size(),
                seeds,
                tasks.size(),
                size.train(),
                size.val(),
                size.test(),
                about(each),
                about(seeds * each),
                size.open(),
                models == null ? "a real model" : "simulated models");
    }

    private String about(long asks) {
        return RunSize.rewrites(project)
                ? "about %d to %d".formatted(asks, GROWTH * asks)
                : "at most about %d".formatted(asks);
    }

    /** What these methods ask from one seed at most, if no program grows. */
    long asks(List<Method> methods) {
        RunSize size = RunSize.of(project, tasks);
        return new SeedAsks(project, size.val(), size.test()).of(methods);
    }

    /** The simulated models, without HTTP. */
    SimulatedModel simulated() {
        return new SimulatedModel(Simulator.of(requireNonNull(models, "real models")));
    }
}
