package metatextgrad.cli.projects;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.ClusterCommand;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.json.TaskJson;
import metatextgrad.json.TaskSet;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tasks: sends them from a file or from standard input, and lists their sets. */
@Command(name = "tasks", description = "Sends tasks and lists their sets.")
public final class TasksCommand extends ClusterCommand {
    @Command(name = "import", description = "Sends the tasks of a file as one set.")
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
                            description = "Name of the set (default: file name and a hash).")
                    @Nullable String name,
            @Option(names = "--skip-bad", description = "Skip invalid rows and print the reasons.")
                    boolean skipBad) {
        if (name != null) Inputs.id("--set", name);
        if (isFile(project)) {
            TaskSet set = set(tasks, Inputs.project(Path.of(project)), name, skipBad);
            return write((cluster, client) -> send(client, set));
        }
        ProjectId id = new ProjectId(Inputs.id("--project", project));
        return write(
                (cluster, client) ->
                        send(
                                client,
                                set(tasks, ProjectsCommand.defined(cluster, id), name, skipBad)));
    }

    private static TaskSet set(
            Path tasks, Project project, @Nullable String name, boolean skipBad) {
        TaskSet read = Inputs.tasks(tasks, project, skipBad);
        TaskSet set = name == null ? read : read.named(name);
        Inputs.leftOut(set).forEach(System.err::println);
        return set;
    }

    private static void send(EventWriter client, TaskSet set) {
        client.send(Topics.TASKS, set.tasks());
        System.out.printf(
                "%d tasks sent as set %s, %d rows skipped%n",
                set.tasks().size(), set.set(), set.leftOut().size());
    }

    @Command(
            name = "send",
            description =
                    "Sends tasks from standard input, one JSON object per line: input, and optionally target, set, split.")
    int sent(
            @Option(names = "--project", description = "A defined project, for lines without one.")
                    @Nullable String project)
            throws IOException {
        ProjectId named = project == null ? null : new ProjectId(Inputs.id("--project", project));
        List<TaskSubmitted> tasks = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) tasks.add(task(number, line, project));
        }
        return write(
                (cluster, client) -> {
                    // A named project must exist: tasks of a misspelt one would be lost.
                    if (named != null) ProjectsCommand.defined(cluster, named);
                    client.send(Topics.TASKS, tasks);
                    System.out.println(tasks.size() + " tasks sent");
                });
    }

    @Command(name = "sets", description = "Lists sets, and tasks whose project is not defined.")
    int sets(@Mixin OutputOptions output) {
        return show(output, TaskSetsView::read);
    }

    private static TaskSubmitted task(int number, String line, @Nullable String project) {
        try {
            return TaskJson.read(line, project);
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "line %d: %s; nothing was sent", number, e.getMessage());
        }
    }

    /** {@link Path#of} throws for a name with a zero byte. */
    private static boolean isFile(String project) {
        if (project.indexOf('\0') >= 0) return false;
        return project.matches(".*(/|\\.ya?ml$).*") || Files.exists(Path.of(project));
    }
}
