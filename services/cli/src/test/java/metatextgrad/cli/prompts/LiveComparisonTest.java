package metatextgrad.cli.prompts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import metatextgrad.rollout.ApprovalRule;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Judged answers of a project whose topic is full of those of another one. */
final class LiveComparisonTest {
    private static final ProjectId PROJECT = new ProjectId("dyck");
    private static final VersionId OLD = new VersionId("old");
    private static final VersionId NEW = new VersionId("new");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final PromptsServed HOLDBACK =
            new PromptsServed(
                    PROJECT,
                    NEW,
                    List.of(),
                    new Serving.Holdback(OLD, .05, NOON),
                    "why",
                    "ada",
                    new Serial(3));

    @Test
    void shouldLetRolloutDecideIfOnlyTheLatestRecordsAreRead() {
        LiveComparison live = requireNonNull(read(5));

        assertThat(live.text())
                .startsWith(
                        "latest answers judged: 0 of the other version (mean 0.000), 0 of the champion (mean 0.000); weighted difference +0.000;");
        assertThat(PromptsApproveCommand.answers(live)).isEqualTo(ApprovalRule.ENOUGH);
    }

    @Test
    void shouldCountAllAnswersIfAllRecordsAreRead() {
        LiveComparison live = requireNonNull(read(6));

        assertThat(live.text()).startsWith("answers judged so far: 0 of the other version (mean");
        assertThat(PromptsApproveCommand.answers(live)).isEqualTo(1);
    }

    @Test
    void shouldCountNoAnswerBeforeTheFirst() {
        assertThat(PromptsApproveCommand.answers(null)).isZero();
    }

    private static @Nullable LiveComparison read(long most) {
        List<TaskJudged> judged = new ArrayList<>();
        judged.add(judged(PROJECT, 0));
        for (int task = 1; task < 6; task++) judged.add(judged(new ProjectId("busy"), task));
        try (Cluster cluster =
                new ClusterInMemory().with(Topics.LIVE_SCORES, NOON, judged).cluster()) {
            return LiveComparison.of(cluster, HOLDBACK, most, line -> {});
        }
    }

    private static TaskJudged judged(ProjectId project, int task) {
        return new TaskJudged(
                project,
                new TaskId("task-" + task),
                "",
                NEW,
                HOLDBACK.serial(),
                .95,
                NOON,
                1,
                Evidence.FEEDBACK);
    }
}
