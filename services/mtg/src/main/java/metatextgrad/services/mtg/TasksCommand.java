package metatextgrad.services.mtg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.json.TaskJson;
import metatextgrad.json.TaskSet;
import metatextgrad.model.ProjectId;
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
            @Option(
                            names = "--project",
                            required = true,
                            description = "A defined project, or a project's YAML file.")
                    String project,
            @Option(
                            names = "--tasks",
                            required = true,
                            description = "JSONL, BIG-bench JSON or CSV.")
                    Path tasks,
            @Option(
                            names = "--set",
                            description = "Its name (default: the file's name and a hash).")
                    @Nullable String name,
            @Option(
                            names = "--skip-bad",
                            description = "Leave out rows that cannot be used, and say why.")
                    boolean skipBad) {
        boolean isFile = isFile(project);
        ProjectId id =
                isFile
                        ? Inputs.project(Path.of(project)).id()
                        : new ProjectId(Inputs.id("--project", project));
        if (name != null) Inputs.id("--set", name);
        TaskSet read = Inputs.tasks(tasks, id, skipBad);
        TaskSet set = name == null ? read : read.named(name);
        Inputs.leftOut(set).forEach(System.err::println);
        if (set.unused() > 0)
            System.err.println(set.unused() + " rows are beyond the splits and not used");
        send(set.tasks(), isFile ? null : id);
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
                    "Sends tasks from standard input, one JSON object a line: input, and if known"
                            + " target, set, split.")
    int sent(
            @Option(
                            names = "--project",
                            description = "A defined project, for lines that name none.")
                    @Nullable String project)
            throws IOException {
        ProjectId named = project == null ? null : new ProjectId(Inputs.id("--project", project));
        List<Task> tasks = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) tasks.add(task(number, line, project));
        }
        send(tasks, named);
        System.out.println(tasks.size() + " tasks sent");
        return Exit.OK.code();
    }

    private static Task task(int number, String line, @Nullable String project) {
        try {
            return TaskJson.read(line, project);
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "line %s: %s; nothing was sent", number, e.getMessage());
        }
    }

    /** A name with a zero byte is no path, and asking for its file would fail. */
    private static boolean isFile(String project) {
        if (project.indexOf('\0') >= 0) return false;
        return project.matches(".*(/|\\.ya?ml$).*") || Files.exists(Path.of(project));
    }

    /** A misspelt project would swallow its tasks: one that was named must be there. */
    private static void send(List<Task> tasks, @Nullable ProjectId named) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                LoopClient client = cluster.client()) {
            if (named != null) ProjectsCommand.defined(cluster, named);
            client.send(Topics.TASKS, tasks);
        }
    }
}
