package metatextgrad.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import metatextgrad.bench.outage.OutageFault.Part;
import metatextgrad.deploy.Tool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways behind HAProxy for 20 s of each fault. Answers and states count, and no times. */
@Tag("broker")
final class OutageBenchTest {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int SECONDS = 20;

    /** A busy machine must not take a healthy gateway out. */
    private static final Duration CHECK = Duration.ofSeconds(30);

    @Test
    @DisplayName(
            "FAULT 26: Kafka hangs, then a gateway is killed: two gateways answer every request")
    void shouldAnswerEveryRequest(@TempDir Path folder) {
        Tool.require(OutageProxy.PROGRAM);

        Outage outage =
                Outage.measure(
                        folder,
                        List.of(
                                new OutageFault(Part.KAFKA, true),
                                new OutageFault(Part.GATEWAY, false)),
                        new OutageTimes(QUIET, Duration.ofSeconds(SECONDS), CHECK),
                        line -> {});

        assertThat(outage.quiet()).allSatisfy(quiet -> assertThat(quiet.problems()).isEmpty());
        assertThat(outage.phases()).hasSize(2).allSatisfy(OutageBenchTest::requireAnswers);
        OutagePhase hung = outage.phases().getFirst();
        assertThat(hung.takenOut()).isZero();
        assertThat(hung.load().apart()).isZero();
        assertThat(hung.samples().waiting()).isPositive();
        assertThat(hung.samples().dropped()).isZero();
        assertThat(hung.writes()).isEqualTo(Map.of(OutageWrites.SEND_AGAIN, SECONDS));
        assertThat(outage.phases().getLast().takenOut()).isEqualTo(1);
    }

    private static void requireAnswers(OutagePhase phase) {
        OutageResult load = phase.load();
        assertThat(load.problems()).as(phase.fault().title()).isEmpty();
        assertThat(load.sent()).isGreaterThan(SECONDS * OutageLoad.PER_SECOND);
        assertThat(load.micros().getTotalCount() + load.apart()).isEqualTo(load.sent());
    }
}
