package metatextgrad.cli.demo;

import java.util.Arrays;
import java.util.List;
import metatextgrad.benchmark.DyckTasks;
import metatextgrad.benchmark.ObjectCountingTasks;
import metatextgrad.benchmark.TaskGenerator;
import metatextgrad.benchmark.WordSortingTasks;
import metatextgrad.cli.input.NameConverter;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.statistics.Seeds;

/** The three task families of the demo, with their names on the command line. */
public enum DemoTasks implements GeneratedTasks {
    dyck("dyck"),
    word_sorting("word-sorting"),
    object_counting("object-counting");

    private final String family;

    DemoTasks(String family) {
        this.family = family;
    }

    @Override
    public TaskGenerator generator() {
        return switch (this) {
            case dyck -> new DyckTasks();
            case word_sorting -> new WordSortingTasks();
            case object_counting -> new ObjectCountingTasks();
        };
    }

    /**
     * Generates tasks of traffic, in no set. They are shuffled: no question is drawn twice, so the
     * short ones run out, and later tasks would be harder.
     */
    public List<TaskSubmitted> traffic(ProjectId project, int count, long seed) {
        List<TaskSubmitted> tasks = generator().generate(project, "traffic", count, seed);
        int[] order = Seeds.of("order of traffic", project, seed).permutation(count);
        return Arrays.stream(order).mapToObj(tasks::get).map(TaskSubmitted::asTraffic).toList();
    }

    @Override
    public String toString() {
        return family;
    }

    /** Reads the name of a task family. */
    public static final class Converter extends NameConverter<DemoTasks> {
        public Converter() {
            super("task", values(), DemoTasks::toString);
        }
    }
}
