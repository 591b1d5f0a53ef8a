package metatextgrad.cli.cluster;

import java.time.Duration;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** The tasks of traffic since the last window of a project, from the topics. */
public final class TrafficCounts {
    /** With fewer tasks a rate would be a guess. */
    private static final int ENOUGH = 20;

    private TrafficCounts() {}

    public static TrafficCount of(Cluster cluster, ProjectId id) {
        TrafficCount none = TrafficCount.none(id);
        return cluster.last(Topics.TASK_COUNTS, TrafficCount.class, none.key()).stream()
                .filter(one -> one.project().equals(id))
                .reduce(none, (before, last) -> last);
    }

    /** Returns the last comparison of a window with those before. */
    public static MixCompared mix(Cluster cluster, ProjectId id) {
        MixCompared none = MixCompared.none(id);
        return cluster.last(Topics.TASK_COUNTS, MixCompared.class, none.key()).stream()
                .filter(one -> one.project().equals(id))
                .reduce(none, (before, last) -> last);
    }

    /**
     * Returns how many tasks arrive on a day.
     *
     * @param tasks those of this count to include
     * @return null if there are fewer than 20
     */
    public static @Nullable Double perDay(int tasks, TrafficCount traffic) {
        Duration time = Duration.between(traffic.first(), traffic.last());
        return tasks < ENOUGH || time.isZero()
                ? null
                : (Double) (tasks * (double) Duration.ofDays(1).toMillis() / time.toMillis());
    }
}
