package metatextgrad.cli.demo;

import java.util.stream.Stream;
import metatextgrad.cli.input.NameConverter;

/** Reads the name of any task family. */
public final class TaskFamilyConverter extends NameConverter<TaskFamily> {
    public TaskFamilyConverter() {
        super(
                "task",
                Stream.<TaskFamily>concat(
                                Stream.of(DemoTasks.values()), Stream.of(HouseTasks.values()))
                        .toArray(TaskFamily[]::new),
                TaskFamily::toString);
    }
}
