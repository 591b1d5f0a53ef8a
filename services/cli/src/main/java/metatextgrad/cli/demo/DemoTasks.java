package metatextgrad.cli.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import metatextgrad.benchmark.DyckTasks;
import metatextgrad.benchmark.ObjectCountingTasks;
import metatextgrad.benchmark.TaskGenerator;
import metatextgrad.benchmark.WordSortingTasks;
import metatextgrad.json.Resources;
import metatextgrad.json.Suggestions;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import picocli.CommandLine;

/** The three task families of the demo, with their names on the command line. */
public enum DemoTasks {
    dyck("dyck"),
    word_sorting("word-sorting"),
    object_counting("object-counting");

    private final String family;

    DemoTasks(String family) {
        this.family = family;
    }

    public TaskGenerator generator() {
        return switch (this) {
            case dyck -> new DyckTasks();
            case word_sorting -> new WordSortingTasks();
            case object_counting -> new ObjectCountingTasks();
        };
    }

    /** The family's project.yaml. */
    public String project() {
        return Resources.text("/projects/" + family + ".yaml");
    }

    /** The same tasks with splits by position. */
    public static List<TaskSubmitted> split(List<TaskSubmitted> tasks, int train, int val) {
        List<TaskSubmitted> split = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            TaskSubmitted task = tasks.get(i);
            Split to = i < train ? Split.TRAIN : i < train + val ? Split.VAL : Split.TEST;
            split.add(
                    new TaskSubmitted(
                            task.project(),
                            task.id(),
                            task.input(),
                            task.target(),
                            task.set(),
                            to,
                            task.group()));
        }
        return split;
    }

    @Override
    public String toString() {
        return family;
    }

    /** Reads the name as typed. */
    public static final class Named implements CommandLine.ITypeConverter<DemoTasks> {
        @Override
        public DemoTasks convert(String typed) {
            for (DemoTasks task : values()) {
                if (task.family.equals(typed)) return task;
            }
            List<String> names = Arrays.stream(values()).map(DemoTasks::toString).toList();
            throw new CommandLine.TypeConversionException(
                    "no task is called `"
                            + typed
                            + "`."
                            + Suggestions.didYouMean(typed, names)
                            + " Known: "
                            + String.join(", ", names));
        }
    }
}
