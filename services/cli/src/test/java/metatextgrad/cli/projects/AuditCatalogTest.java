package metatextgrad.cli.projects;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.projects.AuditView.Drawn;
import metatextgrad.intake.Traffic;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands to label tasks know what intake has. */
final class AuditCatalogTest {
    private static final Project PROJECT = Traffic.project();
    private static final Duration WAIT = requireNonNull(PROJECT.adapt()).evidence().within();
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final ClusterInMemory topics =
            new ClusterInMemory(Topics.INTAKE_INBOX, Topics.TASK_COUNTS, Topics.TASK_COMMANDS)
                    .with(
                            Topics.INTAKE_INBOX,
                            List.of(
                                    arrived("old", null, NOON.minus(WAIT)),
                                    arrived("young", null, NOON.minus(WAIT).plusMillis(1)),
                                    arrived("open", null, NOON.minusSeconds(2)),
                                    arrived("answered", null, NOON.minusSeconds(2)),
                                    arrived("labelled", null, NOON.minusSeconds(2)),
                                    arrived("forgotten", "ada", NOON.minusSeconds(2)),
                                    arrived("later", "ada", NOON),
                                    answer("answered")));

    @Test
    void shouldListOnlyTasksThatIntakeHas() {
        audit();
        topics.with(
                Topics.TASK_COMMANDS,
                List.of(
                        new TaskLabelled(PROJECT.id(), new TaskId("labelled"), "r", NOON, ""),
                        new GroupForgotten(PROJECT.id(), "ada", NOON.minusSeconds(1), "")));
        try (Cluster cluster = topics.cluster()) {
            assertThat(new AuditCatalog(cluster, PROJECT).view().tasks())
                    .extracting(Drawn::task)
                    .containsExactly("young", "open", "later");
        }
        assertThat(topics.read()).doesNotHaveDuplicates();
    }

    @Test
    void shouldReportThatATaskDoesNotWait() {
        audit();
        try (Cluster cluster = topics.cluster()) {
            AuditCatalog audit = new AuditCatalog(cluster, PROJECT);
            for (String id : List.of("old", "answered", "unknown")) {
                EnvironmentProblem problem =
                        catchThrowableOfType(
                                EnvironmentProblem.class, () -> audit.draws(new TaskId(id)));

                assertThat(problem)
                        .hasMessage(
                                "no task %s of project %s waits for its right answer: it has one, it has not arrived, or `truth.wait` has passed; mtg tasks audit %s lists tasks that wait",
                                id, PROJECT.id(), PROJECT.id());
                assertThat(problem.exit()).isEqualTo(Exit.NOT_FOUND);
            }
            assertThat(audit.draws(new TaskId("open"))).isTrue();
        }
    }

    @Test
    void shouldReportThatNoAuditDrewATask() {
        try (Cluster cluster = topics.cluster()) {
            assertThat(new AuditCatalog(cluster, PROJECT).draws(new TaskId("open"))).isFalse();
        }
    }

    private void audit() {
        topics.with(
                Topics.TASK_COMMANDS,
                List.of(new AuditSet(PROJECT.id(), 1, NOON.minus(WAIT).minusMillis(1), "")));
    }

    private static TaskArrived arrived(String id, @Nullable String group, Instant at) {
        return new TaskArrived(task(id, null, group), at);
    }

    private static TaskArrived answer(String id) {
        return new TaskArrived(task(id, "right", null), NOON);
    }

    private static TaskSubmitted task(String id, @Nullable String target, @Nullable String group) {
        return new TaskSubmitted(
                PROJECT.id(), new TaskId(id), "input of " + id, target, null, null, group);
    }
}
