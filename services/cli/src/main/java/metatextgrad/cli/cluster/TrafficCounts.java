package metatextgrad.cli.cluster;

import metatextgrad.model.ProjectId;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.topics.Topics;

/** The tasks of traffic since the last window of a project, from the topics. */
public final class TrafficCounts {
    private TrafficCounts() {}

    public static TrafficCount of(Cluster cluster, ProjectId id) {
        TrafficCount none = TrafficCount.none(id);
        return cluster.last(Topics.TASK_COUNTS, TrafficCount.class, none.key()).stream()
                .filter(one -> one.project().equals(id))
                .reduce(none, (before, last) -> last);
    }
}
