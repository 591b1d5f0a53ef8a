package metatextgrad.cli.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import metatextgrad.ops.Health;
import metatextgrad.ops.OpsEndpoint;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On which addresses the pages answer. Linux has all addresses of 127.0.0.0/8. */
@EnabledOnOs(OS.LINUX)
final class OpsPagesTest {
    private static final String ONE = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = () -> new Health.Report(List.of());

    @Test
    void shouldAnswerOnItsAddressAlone() throws IOException {
        try (OpsEndpoint pages = OpsPages.open(OTHER, 0, health, meters)) {
            connect(OTHER, pages.port());
            assertThatThrownBy(() -> connect(ONE, pages.port()))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void shouldAnswerOnEveryAddress() throws IOException {
        try (OpsEndpoint pages = OpsPages.open("0.0.0.0", 0, health, meters)) {
            connect(ONE, pages.port());
            connect(OTHER, pages.port());
        }
    }

    @Test
    void shouldRefuseAnAddressOfAnotherMachine() {
        assertThatThrownBy(() -> OpsPages.open("192.0.2.1", 0, health, meters))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION))
                .hasMessage(
                        "MTG_OPS_HOST is '192.0.2.1', which is no address of this machine. Name one of its addresses, or remove the setting.");
    }

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5_000);
        }
    }
}
