package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

final class MissingTopicTest {
    @Test
    void shouldNameATopicThatDoesNotExist() {
        try (Cluster cluster = new ClusterInMemory(Topics.PROJECTS).cluster()) {
            EnvironmentProblem problem =
                    catchThrowableOfType(EnvironmentProblem.class, () -> RunCatalog.all(cluster));

            assertThat(problem)
                    .hasMessage(
                            "topic mtg.runs does not exist: run mtg topics apply, or correct MTG_PREFIX");
            assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
        }
    }

    @Test
    void shouldReadAnEmptyTopic() {
        try (Cluster cluster = new ClusterInMemory(Topics.RUNS, Topics.MODEL_STATUS).cluster()) {
            assertThat(RunCatalog.all(cluster)).isEmpty();
        }
    }
}
