package metatextgrad.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;

final class TopicRefusalTest {
    @Test
    void shouldNameTheSettingThatKafkaRefuses() {
        refused(
                new InvalidTopicException("it collides"),
                "Kafka accepts no topics that begin with mtg.: it collides. Choose another MTG_PREFIX");
        refused(
                new InvalidReplicationFactorException("Unable to replicate: only 1 broker(s)."),
                "Kafka accepts no topics with MTG_REPLICATION=1: Unable to replicate: only 1 broker(s). Set it to the number of brokers at most");
        refused(
                new PolicyViolationException("too many partitions"),
                "a policy of Kafka at 127.0.0.1:1 refuses topics: too many partitions. Change MTG_PARTITIONS, MTG_REPLICATION or MTG_RETENTION, or the policy");
    }

    @Test
    void shouldReportEveryRefusalInOneLine() {
        refused(
                new TopicAuthorizationException(Set.of("mtg.runs")),
                "Kafka at 127.0.0.1:1 denies the topics mtg.runs: add the ACLs that mtg topics acls prints");
        refused(
                new TopicExistsException("it was created"),
                "Kafka at 127.0.0.1:1 refuses the request: it was created. Check it with mtg doctor");
    }

    @Test
    void shouldReportABrokerThatDoesNotAnswer() {
        assertThat(of(new TimeoutException("away")).exit()).isEqualTo(Exit.UNREACHABLE);
    }

    private static void refused(KafkaException failure, String line) {
        assertThat(of(failure)).hasMessage(line);
        assertThat(of(failure).exit()).isEqualTo(Exit.CONFIGURATION);
    }

    private static EnvironmentProblem of(KafkaException failure) {
        return TopicRefusal.of(ClusterInMemory.SETTINGS, failure);
    }
}
