package metatextgrad.cli.input;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;

/** The tasks of one set that intake has accepted. Used by one thread. */
public final class TaskSetReader {
    private final ProjectId project;
    private final String set;
    private final Map<TaskId, TaskSubmitted> tasks = new LinkedHashMap<>();

    private final Set<String> inputs = new HashSet<>();

    /** The project's other sets: the named one may be misspelt. */
    private final Set<String> sets = new HashSet<>();

    public TaskSetReader(ProjectId project, String set) {
        this.project = project;
        this.set = set;
    }

    /**
     * Reads the tasks. Waits until there are this many, and prints the count while it waits.
     *
     * @param counted how many tasks intake had counted before: those have arrived in the log
     * @throws EnvironmentProblem if the set has no task, or if some have expired
     */
    public List<TaskSubmitted> read(
            Cluster cluster, int items, int counted, Consumer<String> progress) {
        try (EventReader reader = cluster.reader(List.of(Topics.INTAKE_INBOX))) {
            reader.toEnd(one -> take(one.event()), left -> {});
            int lastReported = -1;
            while (tasks.size() < items) {
                if (lastReported < tasks.size()) progress.accept(waiting(items, counted));
                lastReported = tasks.size();
                reader.pollAndReport().forEach(this::take);
            }
            if (lastReported >= 0) progress.accept(tasks.size() + " tasks have arrived");
        }
        if (tasks.size() < counted)
            throw Exit.NOT_FOUND.problem(
                    "set %s has %d tasks, and %d of them have expired from the topic (MTG_RETENTION): send them again (mtg tasks import), then use --tasks %d",
                    set, counted, counted - tasks.size(), counted);
        if (tasks.isEmpty()) throw Exit.NOT_FOUND.problem(missing(project, set, sets));
        return List.copyOf(tasks.values());
    }

    /** Suggests one of the project's other sets. */
    public static String missing(ProjectId project, String set, Set<String> others) {
        return "no task of project %s has the set %s: mtg tasks sets lists the sets%s"
                .formatted(project, set, Suggestions.orDidYouMean(set, others));
    }

    /** Names why the wait may never end. */
    private String waiting(int items, int counted) {
        return tasks.size() < counted
                ? "%d of %d tasks of set %s are in the topic; others have expired (MTG_RETENTION) unless they are just being sent again; waiting for them (mtg tasks import)"
                        .formatted(tasks.size(), items, set)
                : waiting(set, tasks.size(), items);
    }

    /** Suggests that the set is misspelt: then the wait never ends. */
    public static String waiting(String set, int in, int items) {
        return in == 0
                ? "set %s has no tasks: is it misspelt? Waiting for %d tasks (mtg tasks import or send)"
                        .formatted(set, items)
                : "%d of %d tasks of set %s have arrived; waiting for the others (mtg tasks import or send)"
                        .formatted(in, items, set);
    }

    private void take(Object event) {
        if (!(event instanceof TaskSubmitted task) || !task.project().equals(project)) return;
        if (set.equals(task.set())) {
            // As intake does, which rejects a second task with an input of the set.
            if (!tasks.containsKey(task.id()) && inputs.add(task.input()))
                tasks.put(task.id(), task);
        } else if (task.set() != null) sets.add(task.set());
    }
}
