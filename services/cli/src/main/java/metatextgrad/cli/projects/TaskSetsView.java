package metatextgrad.cli.projects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskCount;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** The sets of all projects, and the projects that tasks name although they are not defined. */
public record TaskSetsView(List<SetRow> sets, List<UnknownRow> unknownProjects) implements View {
    record SetRow(String project, String set, int tasks) {}

    /**
     * @param waiting tasks that wait for the definition of the project
     * @param nearest the defined project with the most similar name; null if none is similar
     */
    public record UnknownRow(String project, int waiting, @Nullable String nearest) {
        @Override
        public String toString() {
            return "unknown project `%s`, waiting tasks: %d%s"
                    .formatted(
                            project,
                            waiting,
                            nearest == null ? "" : ". Did you mean `" + nearest + "`?");
        }
    }

    /** Returns how many tasks a set has; 0 if there is no such set. */
    public static int count(Cluster cluster, ProjectId project, String set) {
        TaskCount count = latest(cluster).get(new TaskSetCounted(project, set, 0).key());
        return count == null ? 0 : count.tasks();
    }

    private static Map<String, TaskCount> latest(Cluster cluster) {
        Map<String, TaskCount> latest = new TreeMap<>();
        for (TaskCount count : cluster.all(Topics.TASK_COUNTS, TaskCount.class, any -> true))
            latest.put(count.key(), count);
        return latest;
    }

    public static TaskSetsView read(Cluster cluster) {
        List<SetRow> sets = new ArrayList<>();
        Map<String, Integer> unknown = new TreeMap<>();
        for (TaskCount count : latest(cluster).values()) {
            String project = count.project().value();
            switch (count) {
                case TaskSetCounted one -> sets.add(new SetRow(project, one.set(), one.tasks()));
                case TaskCount.UnknownProjectCounted one -> {
                    if (one.tasks() > 0) unknown.merge(project, one.tasks(), Integer::sum);
                }
            }
        }
        return new TaskSetsView(sets, unknown.isEmpty() ? List.of() : rows(unknown, cluster));
    }

    private static List<UnknownRow> rows(Map<String, Integer> unknown, Cluster cluster) {
        Set<String> known = ProjectsCommand.names(cluster);
        return unknown.entrySet().stream()
                .map(
                        one ->
                                new UnknownRow(
                                        one.getKey(),
                                        one.getValue(),
                                        Suggestions.closest(one.getKey(), known).orElse(null)))
                .toList();
    }

    @Override
    public List<String> text() {
        TextTable table = TextTable.of("project | set | tasks");
        for (SetRow one : sets) table.row(one.project(), one.set(), one.tasks());
        List<String> lines = new ArrayList<>(table.linesOr("no sets yet: mtg tasks import"));
        for (UnknownRow one : unknownProjects) lines.add(one.toString());
        return lines;
    }
}
