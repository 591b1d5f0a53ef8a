package metatextgrad.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import metatextgrad.bench.outage.OutageProxy.Forwarded;
import metatextgrad.bench.outage.OutageProxy.Server;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.deploy.Tool;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the benchmark reads, and the file that it writes. */
final class OutagePartsTest {
    @Test
    void shouldFailEachPartInBothWays() {
        assertThat(OutageFault.all())
                .extracting(OutageFault::name)
                .containsExactly(
                        "services.hung",
                        "services.down",
                        "kafka.hung",
                        "kafka.down",
                        "registry.hung",
                        "registry.down",
                        "gateway.hung",
                        "gateway.down");
        assertThat(new OutageFault(OutageFault.Part.KAFKA, true).title()).isEqualTo("Kafka hung");
    }

    @Test
    void shouldReadTheLogOfTheProxy() {
        String log =
                """
                request kafka.hung-1 a 0 200
                Server gateways/a is DOWN, reason: Layer4 timeout.
                request kafka.hung-2 b +1 200
                request - b 0 202
                request kafka.hung-3 <NOSRV> 3 -1
                """;

        assertThat(OutageProxy.forwarded(log))
                .isEqualTo(
                        Map.of(
                                "kafka.hung-1", new Forwarded("a", false),
                                "kafka.hung-2", new Forwarded("b", true),
                                "-", new Forwarded("b", false),
                                "kafka.hung-3", new Forwarded("<NOSRV>", false)));
    }

    @Test
    void shouldWriteAFileThatTheProxyTakes(@TempDir Path folder) throws Exception {
        Tool.require(OutageProxy.PROGRAM);
        String text =
                OutageProxy.configuration(
                        20_001,
                        20_002,
                        Duration.ofSeconds(1),
                        List.of(new Server("a", 20_003, 20_004), new Server("b", 20_005, 20_006)));
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), text);

        Tool.Result checked = Tool.run(List.of(OutageProxy.PROGRAM, "-c", "-f", file.toString()));

        assertThat(checked.output()).doesNotContain("WARNING", "ALERT");
        assertThat(checked.status()).isZero();
        assertThat(text)
                .contains("  server a 127.0.0.1:20003 check port 20004 inter 1s fall 2 rise 1\n")
                .contains("  server b 127.0.0.1:20005 check port 20006 inter 1s fall 2 rise 1\n");
    }

    @Test
    void shouldReportWhyTheProxyEnded(@TempDir Path folder) {
        Tool.require(OutageProxy.PROGRAM);
        List<Server> wrong = List.of(new Server("no name", 20_003, 20_004));

        try (OutageProxy proxy = OutageProxy.start(folder, Duration.ofSeconds(1), wrong)) {
            assertThatThrownBy(
                            () ->
                                    ConditionWait.until(
                                            Duration.ofMinutes(1),
                                            () -> proxy.isUp("no name"),
                                            "HAProxy still runs"))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageStartingWith("HAProxy terminated unexpectedly: [ALERT]");
        }
    }

    @Test
    void shouldReportWhyAPartDoesNotStart(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                OutagePart kafka =
                        OutagePart.other("kafka", folder, List.of("" + taken.getLocalPort()))) {
            assertThatThrownBy(kafka::start)
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageStartingWith(
                            "kafka terminated unexpectedly: Kafka cannot listen on 127.0.0.1:");
        }
    }

    @Test
    void shouldReadTheSamplesOfAGateway() {
        String metrics =
                """
                # TYPE mtg_gateway_samples_total counter
                mtg_gateway_samples_total{outcome="dropped",version="1"} 2.0
                mtg_gateway_samples_total{outcome="written",version="1"} 1200.0
                mtg_gateway_samples_waiting{version="1"} 7.0
                """;

        OutageSamples samples = OutageGateway.samples(metrics);

        assertThat(samples).isEqualTo(new OutageSamples(1200, 7, 2));
        assertThat(samples.plus(new OutageSamples(1, 1, 1)))
                .isEqualTo(new OutageSamples(1201, 8, 3));
        assertThat(samples.since(new OutageSamples(1000, 3, 2)))
                .isEqualTo(new OutageSamples(200, 7, 0));
    }
}
