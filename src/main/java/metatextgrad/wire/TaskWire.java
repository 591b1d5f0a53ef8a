package metatextgrad.wire;

import java.util.List;
import metatextgrad.events.TaskSubmitted;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Task;
import metatextgrad.model.TaskId;

/** Tasks. */
final class TaskWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            Task.class, TaskSubmitted.class, TaskWire::toAvro, TaskWire::fromAvro));

    private TaskWire() {}

    static TaskSubmitted toAvro(Task task) {
        return new TaskSubmitted(
                task.project().value(),
                task.id().value(),
                task.input(),
                task.target(),
                task.set(),
                task.split() == null ? null : Names.avro(task.split()),
                task.group());
    }

    static Task fromAvro(TaskSubmitted task) {
        return new Task(
                new ProjectId(task.getProject()),
                new TaskId(task.getId()),
                task.getInput(),
                task.getTarget(),
                task.getSet(),
                task.getSplit() == null ? null : Names.model(task.getSplit()),
                task.getGroup());
    }
}
