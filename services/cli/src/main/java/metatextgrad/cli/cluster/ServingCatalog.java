package metatextgrad.cli.cluster;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.topics.Topics;
import metatextgrad.view.TimedTable;

/** The serving tables of a project, from the topics. */
public final class ServingCatalog {
    private ServingCatalog() {}

    /** Returns the present table and the earlier ones that are not compacted yet, by serial. */
    public static List<TimedTable> of(Cluster cluster, ProjectId project) {
        return cluster
                .stamped(
                        Topics.PROMPTS,
                        PromptsServed.class,
                        table -> table.project().equals(project))
                .stream()
                .map(one -> new TimedTable(one.event(), Instant.ofEpochMilli(one.millis())))
                .sorted(Comparator.comparing(one -> one.table().serial()))
                .toList();
    }
}
