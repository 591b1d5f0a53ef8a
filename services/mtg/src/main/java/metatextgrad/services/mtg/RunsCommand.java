package metatextgrad.services.mtg;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectDefined;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.Task;
import metatextgrad.model.TaskId;
import metatextgrad.streams.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs: start, list, show, watch. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Starts, lists, shows and watches runs.",
        subcommands = RunsShowCommand.class)
final class RunsCommand {
    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Starts a run on a set of tasks that is in; prints its id.")
    int start(
            @Option(names = "--project", required = true, description = "A defined project.")
                    String project,
            @Option(
                            names = "--set",
                            required = true,
                            description = "The set, as the tasks name it.")
                    String set,
            @Option(
                            names = "--items",
                            description = "Wait until this many tasks of the set are in.")
                    int items,
            @Option(
                            names = "--seed",
                            defaultValue = "1",
                            description = "Default: ${DEFAULT-VALUE}.")
                    long seed)
            throws InterruptedException {
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                LoopClient client = cluster.client()) {
            ProjectId id = new ProjectId(project);
            Project defined =
                    ProjectsCommand.latest(cluster, id)
                            .map(ProjectDefined::project)
                            .orElseThrow(
                                    () ->
                                            new EnvironmentProblem(
                                                    Exit.NOT_FOUND,
                                                    "no project "
                                                            + project
                                                            + ": define it with mtg projects apply"));
            Set<TaskId> tasks = tasks(cluster, id, set, items);
            SnapshotSpec snapshot =
                    new SnapshotSpec(
                            id, set, tasks.size(), SnapshotSpec.hash(tasks), defined.shares());
            RunId run =
                    new RunId(
                            "run-"
                                    + project
                                    + "-"
                                    + snapshot.id().value().substring(0, 6)
                                    + "-"
                                    + seed);
            client.send(List.of(new RunRequest(run, defined, snapshot, seed)));
            System.out.println(run);
        }
        return Exit.OK.code();
    }

    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists runs and where they stand.")
    int list() {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            Map<String, RunState> latest = new TreeMap<>();
            for (RunState state : cluster.all(Topics.RUNS, RunState.class, one -> true)) {
                latest.merge(
                        state.key(),
                        state,
                        (held, other) ->
                                other.serial().compareTo(held.serial()) > 0 ? other : held);
            }
            latest.values()
                    .forEach(
                            state ->
                                    System.out.println(
                                            state.key()
                                                    + "  "
                                                    + state.status()
                                                    + "  "
                                                    + state.phase()));
        }
        return Exit.OK.code();
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Follows a run until it is over.")
    int watch(@Parameters(paramLabel = "RUN") String run) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                EventReader reader = cluster.reader(RunWatch.TOPICS)) {
            new RunWatch(new RunId(run), System.out::println).follow(reader, () -> false);
        }
        return Exit.OK.code();
    }

    /** What is in of a set; waits until enough is. */
    private static Set<TaskId> tasks(Cluster cluster, ProjectId project, String set, int items)
            throws InterruptedException {
        Set<TaskId> ids = new TreeSet<>(Comparator.comparing(TaskId::value));
        try (EventReader reader = cluster.reader(List.of(Topics.INTAKE_INBOX))) {
            reader.toEnd().forEach(one -> take(ids, one.event(), project, set));
            while (ids.size() < items)
                reader.poll().forEach(event -> take(ids, event, project, set));
        }
        if (ids.isEmpty())
            throw new EnvironmentProblem(
                    Exit.NOT_FOUND, "no task of project " + project + " has the set " + set);
        return ids;
    }

    private static void take(Set<TaskId> ids, Object event, ProjectId project, String set) {
        if (event instanceof Task task && task.project().equals(project) && set.equals(task.set()))
            ids.add(task.id());
    }
}
