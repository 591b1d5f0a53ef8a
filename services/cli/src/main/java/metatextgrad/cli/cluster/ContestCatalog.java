package metatextgrad.cli.cluster;

import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.GateContest;
import metatextgrad.topics.Topics;

/** All contests of a project, from the topics. */
public final class ContestCatalog {
    private ContestCatalog() {}

    /** Returns the last record of each contest, by number. */
    public static List<GateContest> of(Cluster cluster, ProjectId project) {
        return cluster
                .latest(Topics.CONTESTS, GateContest.class, GateContest::key, GateContest::serial)
                .values()
                .stream()
                .filter(contest -> contest.project().equals(project))
                .toList();
    }
}
