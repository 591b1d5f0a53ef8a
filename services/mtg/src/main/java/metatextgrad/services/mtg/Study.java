package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import metatextgrad.experiment.Method;
import metatextgrad.meta.CallFormula;
import metatextgrad.model.Project;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
import metatextgrad.program.CallCount;
import metatextgrad.simulator.Simulator;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.task.SplitRule;
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

    /** metaTextGrad and its controls. */
    private static final int SEARCHES = 4;

    /**
     * Says what it will take, before anything is asked: whole searches and the test set. What other
     * rows search comes on top, and so does what programs of more calls take.
     */
    String announcement(List<Method> methods, int seeds) {
        int val = count(Split.VAL);
        int test = count(Split.TEST);
        int calls = CallCount.of(project.seed()).program();
        long search = CallFormula.of(project, val, 0, 0).total();
        return String.format(
                Locale.ROOT,
                "%s: methods: %d, seeds: %d; %d tasks: %d train, %d val, %d test; %d whole searches from each seed, of about %d asks each; in all about %d asks, and more where programs grow (%s)",
                name,
                methods.size(),
                seeds,
                tasks.size(),
                count(Split.TRAIN),
                val,
                test,
                SEARCHES,
                search,
                seeds * (SEARCHES * search + (long) methods.size() * test * calls),
                models == null ? "a real model" : "simulated models");
    }

    /** The simulated models, without HTTP. */
    SimulatedModel simulated() {
        return new SimulatedModel(Simulator.of(requireNonNull(models, "real models")));
    }

    private int count(Split split) {
        return (int)
                tasks.stream()
                        .filter(task -> SplitRule.split(task, project.shares()) == split)
                        .count();
    }
}
