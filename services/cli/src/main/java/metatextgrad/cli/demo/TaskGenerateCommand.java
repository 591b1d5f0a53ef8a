package metatextgrad.cli.demo;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import metatextgrad.cli.text.OutputFile;
import metatextgrad.json.Json;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.Text;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes generated tasks with their splits, for {@code mtg run} and {@code mtg tasks import}. */
@Command(
        name = "generate",
        description =
                "Writes generated tasks as JSON lines with their splits. Needs no cluster. The same seed always makes the same tasks.")
public final class TaskGenerateCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    /** As in {@code mtg demo}, which so has the same tasks. */
    private static final String SET = "demo";

    @Parameters(
            paramLabel = "TASK",
            converter = GeneratedTasksConverter.class,
            description =
                    "Kind of the tasks: dyck, word-sorting, object-counting, cents, dates or pieces.")
    @SuppressWarnings("NullAway.Init")
    private GeneratedTasks family;

    @Option(
            names = "--train",
            paramLabel = "N",
            description = "Number of training tasks (default: ${DEFAULT-VALUE}).")
    private int train = 40;

    @Option(
            names = "--val",
            paramLabel = "N",
            description = "Number of validation tasks (default: ${DEFAULT-VALUE}).")
    private int val = 40;

    @Option(
            names = "--test",
            paramLabel = "N",
            description = "Number of test tasks (default: ${DEFAULT-VALUE}).")
    private int test = 200;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws the tasks (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** A line of the output. */
    private record Row(String input, @Nullable String target, String split) {}

    @Override
    public Integer call() {
        for (int count : List.of(train, val, test))
            if (count < 0 || count > MOST)
                throw Exit.USAGE.problem(
                        "--train, --val and --test must be from 0 to %d, not %d", MOST, count);
        OutputFile.write(
                null,
                tasks().stream().map(TaskGenerateCommand::line).collect(Collectors.joining()));
        return Exit.OK.code();
    }

    private List<TaskSubmitted> tasks() {
        try {
            return family.tasks(new ProjectId(family.toString()), SET, train, val, test, seed);
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, "%s: lower --train, --val or --test", e.getMessage());
        }
    }

    private static String line(TaskSubmitted task) {
        Split split = task.split();
        return Json.write(
                        new Row(
                                task.input(),
                                task.target(),
                                Text.kebab(split == null ? Split.TEST : split)))
                + "\n";
    }
}
