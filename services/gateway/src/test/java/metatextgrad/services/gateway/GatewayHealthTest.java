package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.ops.Health.Check;
import metatextgrad.ops.Health.State;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.tables.KafkaAccess;
import metatextgrad.services.gateway.tables.ServingTables;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayHealthTest {
    private static final String REFUSAL =
            "Kafka at broker:9092 refuses the connection: wrong password. Check the settings that begin with KAFKA_SASL_ and KAFKA_SSL_.";

    @TempDir private Path folder;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean following = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();
    private final KafkaAccess access = new KafkaAccess("broker:9092", new GatewayMeters(meters));

    private GatewayHealth health() {
        return new GatewayHealth(new ServingTables(folder), following::get, access, nanos::get);
    }

    private void refuse() {
        assertThat(
                        access.failed(
                                "mtg.prompts-json",
                                new SaslAuthenticationException("wrong password")))
                .isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void shouldBeReadyAfterTenSecondsWithoutKafka() {
        GatewayHealth health = health();
        assertThat(access.failed("mtg.prompts-json", new TimeoutException("away"))).isFalse();
        assertThat(health.check().state()).isEqualTo(State.STARTING);

        pass(Duration.ofSeconds(10));

        assertThat(health.check())
                .isEqualTo(
                        new Check(
                                "gateway",
                                State.READY,
                                "serves 0 projects by the last tables: Kafka or the registry is unavailable"));
    }

    @Test
    void shouldStayUnreadyWithoutTablesWhileKafkaRefuses() {
        GatewayHealth health = health();
        refuse();
        pass(Duration.ofDays(1));

        assertThat(health.check())
                .isEqualTo(
                        new Check(
                                "gateway", State.UNREADY, "has no tables to serve by: " + REFUSAL));
        assertThat(meters.get("mtg.gateway.kafka.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldBecomeReadyWhenTheReaderIsAccepted() {
        GatewayHealth health = health();
        refuse();
        assertThat(health.check().ready()).isFalse();

        access.accepted("mtg.prompts-json");
        following.set(true);

        assertThat(health.check())
                .isEqualTo(new Check("gateway", State.READY, "serves 0 projects"));
    }

    @Test
    void shouldServeTheTablesOfItsDiskWhileKafkaRefuses() {
        new ServingTables(folder).accept(GatewayUnderTest.table("v1", "One"));
        GatewayHealth health = health();
        refuse();

        assertThat(health.check())
                .isEqualTo(
                        new Check(
                                "gateway",
                                State.READY,
                                "serves 1 projects by the last tables: " + REFUSAL));
    }

    /** Requests that pass through must not end because a password was changed. */
    @Test
    void shouldStayReadyThatHasReadAllBefore() {
        GatewayHealth health = health();
        following.set(true);
        assertThat(health.check().ready()).isTrue();

        following.set(false);
        refuse();

        assertThat(health.check().ready()).isTrue();
    }
}
