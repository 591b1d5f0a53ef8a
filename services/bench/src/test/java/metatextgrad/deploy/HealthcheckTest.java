package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import metatextgrad.config.Setting;
import metatextgrad.ops.Health;
import metatextgrad.ops.OpsEndpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the health checks against the real health pages. */
final class HealthcheckTest {
    @ParameterizedTest
    @CsvSource({"READY, 0", "UNREADY, 1", "STARTING, 1"})
    void shouldReportWhetherAServiceIsReady(Health.State state, int status) throws IOException {
        Tool.require("bash");
        JsonNode test = Compose.read().service("intake").path("healthcheck").path("test");
        try (OpsEndpoint pages = open(state)) {
            List<String> command =
                    Yaml.texts(test).stream()
                            .skip(1)
                            .map(
                                    part ->
                                            part.replace(
                                                    Setting.MTG_OPS_PORT.standard(),
                                                    "" + pages.port()))
                            .toList();
            assertThat(Tool.run(command)).isEqualTo(new Tool.Result(status, ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/health/live, STARTING, 200",
        "/health/live, READY, 200",
        "/health/live, UNREADY, 200",
        "/health/live, DEAD, 503",
        "/health/ready, STARTING, 503",
        "/health/ready, READY, 200",
        "/health/ready, UNREADY, 503",
        "/health/ready, DEAD, 503",
        "/health/started, STARTING, 503",
        "/health/started, READY, 200",
        "/health/started, UNREADY, 200",
        "/health/started, DEAD, 200",
        "/metrics, UNREADY, 200"
    })
    void shouldAnswerAtTheAddressesOfChartAndScraper(String path, Health.State state, int status)
            throws IOException, InterruptedException {
        try (OpsEndpoint pages = open(state);
                HttpClient client = HttpClient.newHttpClient()) {
            URI page = URI.create("http://127.0.0.1:" + pages.port() + path);
            int answer =
                    client.send(
                                    HttpRequest.newBuilder(page).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            assertThat(answer).isEqualTo(status);
        }
    }

    private static OpsEndpoint open(Health.State state) throws IOException {
        Health health = () -> new Health.Report(List.of(new Health.Check("test", state, "")));
        return OpsEndpoint.open(
                "127.0.0.1", 0, health, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
}
