package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

/** Intake keeps the tasks of a set for longer than the topic does from which a run names them. */
final class TaskSetReaderTest {
    private static final List<TaskSubmitted> TASKS = LoopScenario.tasks(LoopScenario.project());
    private static final ProjectId PROJECT = LoopScenario.project().id();
    private static final String SET = String.valueOf(TASKS.getFirst().set());

    private final List<String> progress = new ArrayList<>();

    @Test
    void shouldReadASetOfWhichNoTaskHasExpired() {
        assertThat(read(inbox(10), 0, 10)).isEqualTo(TASKS.subList(0, 10));
        assertThat(progress).isEmpty();
    }

    @Test
    void shouldReadTasksThatArrivedAfterTheyWereCounted() {
        assertThat(read(inbox(10), 10, 4)).isEqualTo(TASKS.subList(0, 10));
    }

    @Test
    void shouldRefuseASetOfWhichTasksHaveExpired() {
        refused(
                "set %s has 10 tasks, and 3 of them have expired from the topic (MTG_RETENTION): send them again (mtg tasks import), then use --tasks 10",
                7);
        refused(
                "set %s has 10 tasks, and 10 of them have expired from the topic (MTG_RETENTION): send them again (mtg tasks import), then use --tasks 10",
                0);
    }

    @Test
    void shouldNameWhyItWaitsForTasksThatHaveExpired() {
        ClusterInMemory topics = inbox(2);
        Stopped stopped = new Stopped();

        assertThatThrownBy(
                        () -> {
                            try (Cluster cluster = topics.cluster()) {
                                new TaskSetReader(PROJECT, SET)
                                        .read(
                                                cluster,
                                                10,
                                                10,
                                                line -> {
                                                    progress.add(line);
                                                    throw stopped;
                                                });
                            }
                        })
                .isSameAs(stopped);
        assertThat(progress)
                .containsExactly(
                        "2 of 10 tasks of set %s are in the topic; others have expired (MTG_RETENTION) unless they are just being sent again; waiting for them (mtg tasks import)"
                                .formatted(SET));
    }

    private void refused(String message, int there) {
        assertThatThrownBy(() -> read(inbox(there), 0, 10))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.NOT_FOUND))
                .hasMessage(message.formatted(SET));
    }

    private List<TaskSubmitted> read(ClusterInMemory topics, int items, int counted) {
        try (Cluster cluster = topics.cluster()) {
            return new TaskSetReader(PROJECT, SET).read(cluster, items, counted, progress::add);
        }
    }

    private static ClusterInMemory inbox(int there) {
        return new ClusterInMemory().with(Topics.INTAKE_INBOX, TASKS.subList(0, there));
    }

    private static final class Stopped extends RuntimeException {}
}
