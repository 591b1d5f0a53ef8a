package metatextgrad.cli.demo;

import java.util.stream.Stream;
import metatextgrad.cli.input.NameConverter;

/** Reads the name of any task family. */
public final class GeneratedTasksConverter extends NameConverter<GeneratedTasks> {
    public GeneratedTasksConverter() {
        super(
                "task",
                Stream.<GeneratedTasks>concat(
                                Stream.of(DemoTasks.values()), Stream.of(HouseTasks.values()))
                        .toArray(GeneratedTasks[]::new),
                GeneratedTasks::toString);
    }
}
