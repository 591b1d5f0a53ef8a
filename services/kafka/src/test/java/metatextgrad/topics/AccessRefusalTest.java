package metatextgrad.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class AccessRefusalTest {
    private static Optional<String> of(Throwable failure) {
        return AccessRefusal.of("broker:9092", failure);
    }

    @Test
    void shouldStateWhyALoginFails() {
        SslAuthenticationException failure =
                new SslAuthenticationException(
                        "SSL handshake failed", new IllegalStateException("unknown certificate."));
        assertThat(of(new KafkaException("outer", failure)))
                .contains(
                        "Kafka at broker:9092 refuses the connection: SSL handshake failed: unknown certificate. Check the settings that begin with KAFKA_SASL_ and KAFKA_SSL_.");
    }

    @Test
    void shouldNameWhatIsDenied() {
        assertThat(of(new TopicAuthorizationException(Set.of("mtg.runs", "mtg.prompts"))))
                .contains(
                        "Kafka at broker:9092 denies the topics mtg.prompts, mtg.runs: add the ACLs that mtg topics acls prints");
        assertThat(of(GroupAuthorizationException.forGroupId("g")))
                .contains(
                        "Kafka at broker:9092 denies Not authorized to access group: g: add the ACLs that mtg topics acls prints");
    }

    @Test
    void shouldStateWhichSettingNoClientCanHave() {
        assertThat(of(new InvalidConfigurationException("no such file")))
                .contains(
                        "the Kafka client cannot be created: no such file. Check the settings that begin with KAFKA_.");
    }

    @Test
    void shouldBeEmptyForAnOutage() {
        assertThat(of(new TimeoutException("away"))).isEmpty();
        assertThat(of(new KafkaException("Failed to construct kafka consumer"))).isEmpty();
    }
}
