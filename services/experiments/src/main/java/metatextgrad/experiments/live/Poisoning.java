package metatextgrad.experiments.live;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.simulator.world.WorldTraffic.Poison;

/** An attacker who sends a share of the tasks. Pure. */
record Poisoning(Poison poison, long seed) {
    /** Returns the same tasks, some of them with a demand and the target of another task. */
    List<TaskSubmitted> of(List<TaskSubmitted> tasks) {
        List<TaskSubmitted> sent = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            TaskSubmitted task = tasks.get(i);
            boolean poisoned = ContentHash.unit("poison", seed, i) < poison.share();
            sent.add(poisoned ? poisoned(task, tasks.get((i + 1) % tasks.size())) : task);
        }
        return sent;
    }

    private TaskSubmitted poisoned(TaskSubmitted task, TaskSubmitted other) {
        String wrong = requireNonNull(other.target());
        return new TaskSubmitted(
                task.project(),
                task.id(),
                poison.demand() + "\n" + task.input(),
                wrong.equals(task.target()) ? wrong + " )" : wrong,
                task.set(),
                task.split(),
                task.group());
    }
}
