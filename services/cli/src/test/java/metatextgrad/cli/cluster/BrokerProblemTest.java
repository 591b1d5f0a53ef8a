package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** A broker that denies something answers. */
final class BrokerProblemTest {
    @Test
    void shouldStateADeniedRight() {
        EnvironmentProblem problem =
                Cluster.noBroker(
                        "broker:9092",
                        new ExecutionException(
                                new TopicAuthorizationException(Set.of("mtg.runs"))));

        assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
        assertThat(problem)
                .hasMessage(
                        "Kafka at broker:9092 denies the topics mtg.runs: add the ACLs that mtg topics acls prints");
    }

    @Test
    void shouldStateThatNoBrokerAnswers() {
        EnvironmentProblem problem =
                Cluster.noBroker(
                        "broker:9092", new ExecutionException(new TimeoutException("away")));

        assertThat(problem.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(problem).hasMessageStartingWith("no broker answers at broker:9092: start one");
    }
}
