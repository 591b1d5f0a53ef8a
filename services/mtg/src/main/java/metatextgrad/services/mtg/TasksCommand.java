package metatextgrad.services.mtg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.json.TaskJson;
import metatextgrad.json.TaskSet;
import metatextgrad.model.Project;
import metatextgrad.model.Task;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tasks: from a file, or one JSON object a line. */
@Command(name = "tasks", mixinStandardHelpOptions = true, description = "Sends tasks.")
final class TasksCommand {
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Sends the tasks of a file as one set.")
    int imported(
            @Option(names = "--project", required = true, description = "The project's YAML file.")
                    Path project,
            @Option(
                            names = "--tasks",
                            required = true,
                            description = "JSONL, BIG-bench JSON or CSV.")
                    Path tasks,
            @Option(
                            names = "--skip-bad",
                            description = "Leave out rows that cannot be used, and count them.")
                    boolean skipBad) {
        Project read = Inputs.project(project);
        TaskSet set = Inputs.tasks(tasks, read, skipBad);
        send(set.tasks());
        System.out.println(
                set.tasks().size()
                        + " tasks sent as set "
                        + set.set()
                        + ", "
                        + set.leftOut().size()
                        + " left out");
        return Exit.OK.code();
    }

    @Command(
            name = "send",
            mixinStandardHelpOptions = true,
            description =
                    "Sends tasks from standard input, one JSON object a line: input, and if known target, set, split.")
    int sent(
            @Option(names = "--project", description = "The project of lines that name none.")
                    @Nullable String project)
            throws IOException {
        List<Task> tasks = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) tasks.add(task(number, line, project));
        }
        send(tasks);
        System.out.println(tasks.size() + " tasks sent");
        return Exit.OK.code();
    }

    private static Task task(int number, String line, @Nullable String project) {
        try {
            return TaskJson.read(line, project);
        } catch (IllegalArgumentException e) {
            throw new EnvironmentProblem(
                    Exit.CONFIGURATION,
                    "line " + number + ": " + e.getMessage() + "; nothing was sent",
                    e);
        }
    }

    private static void send(List<Task> tasks) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                LoopClient client = cluster.client()) {
            client.send(Topics.TASKS, tasks);
        }
    }
}
