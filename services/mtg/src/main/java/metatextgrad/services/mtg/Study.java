package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import metatextgrad.experiment.Method;
import metatextgrad.meta.CallFormula;
import metatextgrad.model.Project;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
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

    /** Says what it will take, before anything is asked. */
    String announcement(List<Method> methods, int seeds) {
        int val = count(Split.VAL);
        int test = count(Split.TEST);
        long search = CallFormula.of(project, val, 0, 0).total();
        return String.format(
                Locale.ROOT,
                "%s: %d methods from %d seeds on %d tasks: %d train, %d val, %d test; a whole search takes %d asks (%s)",
                name,
                methods.size(),
                seeds,
                tasks.size(),
                count(Split.TRAIN),
                val,
                test,
                search,
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
