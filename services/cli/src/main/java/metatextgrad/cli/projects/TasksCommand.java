package metatextgrad.cli.projects;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.Terminal;
import metatextgrad.cli.text.Prints;
import metatextgrad.json.Suggestions;
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
@Command(
        name = "tasks",
        description =
                "Generates and sends tasks, lists their sets, and labels or drops tasks of traffic.",
        subcommands = {TaskAuditCommand.class, TaskLabelCommand.class, TaskForgetCommand.class})
public final class TasksCommand {
    @Command(name = "import", description = "Sends the tasks of a file as one set.")
    @Prints(SentTasksView.class)
    int imported(
            @Option(
                            names = "--project",
                            paramLabel = "NAME",
                            required = true,
                            description = "A defined project, or a project's YAML file.")
                    String project,
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description =
                                    "JSONL, BIG-bench JSON or CSV; with --from, a file of that tool.")
                    Path tasks,
            @Mixin ToolOptions tool,
            @Option(
                            names = "--set",
                            paramLabel = "NAME",
                            description = "Name of the set (default: file name and a hash).")
                    @Nullable String name,
            @Option(
                            names = "--live",
                            description =
                                    "Send them as traffic, in no set: projects that adapt learn from it.")
                    boolean live,
            @Option(names = "--skip-bad", description = "Skip invalid rows and print the reasons.")
                    boolean skipBad,
            @Mixin ClusterOptions options) {
        tool.check();
        if (name != null) Inputs.id("--set", name);
        if (name != null && live)
            throw Exit.USAGE.problem("--live sends tasks in no set: remove it, or remove --set");
        if (isFile(project)) {
            Project read = Inputs.project(Path.of(project));
            TaskSet set = named(tool.tasks(tasks, read, live, skipBad), name);
            return options.write((cluster, client) -> send(cluster, client, set, live, project));
        }
        ProjectId id = new ProjectId(Inputs.id("--project", project));
        return options.write(
                (cluster, client) -> {
                    Project defined = ProjectsCommand.defined(cluster, id);
                    TaskSet set = named(tool.tasks(tasks, defined, live, skipBad), name);
                    return send(cluster, client, set, live);
                });
    }

    private static TaskSet named(TaskSet read, @Nullable String name) {
        return name == null ? read : read.named(name);
    }

    /**
     * Sends the tasks of a project that may not be defined.
     *
     * @param file of the project
     */
    static SentTasksView send(
            Cluster cluster, EventWriter client, TaskSet set, boolean live, String file) {
        SentTasksView sent = send(cluster, client, set, live);
        List<String> warnings = undefined(set.tasks(), ProjectsCommand.names(cluster));
        warnings.forEach(System.err::println);
        return warnings.isEmpty() ? sent : sent.before("mtg projects apply -f " + file);
    }

    private static SentTasksView send(
            Cluster cluster, EventWriter client, TaskSet set, boolean live) {
        if (live) {
            client.send(Topics.TASKS, set.tasks().stream().map(TaskSubmitted::asTraffic).toList());
            return SentTasksView.ofTraffic(set);
        }
        int before = TaskSetsView.count(cluster, set.project(), set.set());
        client.send(Topics.TASKS, set.tasks());
        return SentTasksView.of(set, before);
    }

    @Command(
            name = "send",
            description =
                    "Sends tasks from standard input, one JSON object per line: input, and optionally target, set, split.")
    @Prints(SentTasksView.class)
    int sent(
            @Option(
                            names = "--project",
                            paramLabel = "NAME",
                            description = "A defined project, for lines without one.")
                    @Nullable String project,
            @Mixin ClusterOptions options)
            throws IOException {
        ProjectId named = project == null ? null : new ProjectId(Inputs.id("--project", project));
        if (Terminal.system() != null)
            System.err.println("reading standard input, one JSON object per line, until Ctrl-D");
        List<TaskSubmitted> tasks = new ArrayList<>();
        BufferedReader lines = StandardInput.lines();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) tasks.add(task(number, line, project));
        }
        return options.write(
                (cluster, client) -> {
                    // A named project must exist: tasks of a misspelt one would be lost.
                    if (named != null) ProjectsCommand.defined(cluster, named);
                    client.send(Topics.TASKS, tasks);
                    undefined(tasks, ProjectsCommand.names(cluster)).forEach(System.err::println);
                    return SentTasksView.ofLines(tasks.size());
                });
    }

    /** Returns a warning for each project that is not defined. */
    private static List<String> undefined(List<TaskSubmitted> tasks, Set<String> defined) {
        Map<String, Integer> counts = new TreeMap<>();
        for (TaskSubmitted task : tasks) {
            String project = task.project().value();
            if (!defined.contains(project)) counts.merge(project, 1, Integer::sum);
        }
        List<String> warnings = new ArrayList<>();
        counts.forEach(
                (project, count) ->
                        warnings.add(
                                "mtg: project %s is not defined: tasks that wait for its definition, for a day at most: %d (see mtg tasks sets)%s"
                                        .formatted(
                                                project,
                                                count,
                                                Suggestions.orDidYouMean(project, defined))));
        return warnings;
    }

    @Command(name = "sets", description = "Lists sets, and tasks whose project is not defined.")
    @Prints(TaskSetsView.class)
    int sets(@Mixin ClusterOptions options) {
        return options.show(TaskSetsView::read);
    }

    private static TaskSubmitted task(int number, String line, @Nullable String project) {
        try {
            return TaskJson.read(line, project);
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "line %d: %s; nothing was sent", number, e.getMessage());
        }
    }

    /**
     * Whether this is a file and no name of a project: a folder may have that name. {@link Path#of}
     * throws for a name with a zero byte.
     */
    static boolean isFile(String project) {
        if (project.indexOf('\0') >= 0) return false;
        return project.matches(".*(/|\\.ya?ml$).*") || Files.isRegularFile(Path.of(project));
    }
}
