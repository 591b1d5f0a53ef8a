package metatextgrad.cli.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.intake.Traffic;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.Project;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OptimizersImportCommandTest {
    private static final Project PROJECT = Traffic.project();

    @Test
    void shouldCompareASubmissionWithTrainTasksOfSetsAndOfTraffic() {
        TaskSubmitted ofSet = task(PROJECT.id(), "s1", "set", Split.TRAIN);
        TaskSubmitted ofTraffic = task(PROJECT.id(), "t1", null, Split.TRAIN);
        ClusterInMemory topics =
                new ClusterInMemory()
                        .with(
                                Topics.INTAKE_INBOX,
                                List.of(
                                        ofSet,
                                        task(PROJECT.id(), "s2", "set", Split.VAL),
                                        task(new ProjectId("other"), "s3", "set", Split.TRAIN),
                                        new TaskArrived(ofTraffic, Instant.EPOCH)));
        try (Cluster cluster = topics.cluster()) {
            assertThat(OptimizersImportCommand.trainTasks(cluster, PROJECT))
                    .containsExactly(ofSet, ofTraffic);
        }
    }

    private static TaskSubmitted task(
            ProjectId project, String id, @Nullable String set, Split split) {
        return new TaskSubmitted(project, new TaskId(id), "input", "t", set, split, null);
    }
}
