package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServerTest {
    private static final String REQUEST =
            RoleClient.request(Role.STUDENT, "Think.", "Input: ( [", 1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void shouldAnswerTheSameOverHttpAndInMemory() throws Exception {
        try (var server = SimulatorServer.start(SimulatorConfig.of("demo"))) {
            HttpResponse<String> response = post(server, REQUEST, Map.of());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .isEqualTo(
                            new RoleClient(new Simulator(Worlds.find("demo"), 1))
                                    .reply(REQUEST)
                                    .body());
            assertThat(RoleClient.JSON.readTree(response.body()).at("/usage/prompt_tokens").asInt())
                    .isEqualTo(13);
        }
    }

    @Test
    void shouldListItsModelsAndCountItsCalls() throws Exception {
        try (var server = SimulatorServer.start(SimulatorConfig.of("demo"))) {
            post(server, REQUEST, Map.of());
            post(server, REQUEST, Map.of());
            assertThat(get(server.baseUrl() + "/models"))
                    .contains(
                            "sim-student", "sim-critic", "sim-optimizer", "sim-meta", "sim-judge");
            assertThat(get(server.baseUrl().resolve("/health").toString()))
                    .isEqualTo("{\"status\":\"ok\"}");
            assertThat(get(server.baseUrl().resolve("/stats").toString()))
                    .startsWith("{\"calls\":2,\"distinct\":1,\"repeated\":1,");
            assertThat(server.calls().byModel()).isEqualTo(Map.of("sim-student", 2L));
        }
    }

    @Test
    void shouldDropContentsAndKeepTotals() throws Exception {
        try (var server = SimulatorServer.start(SimulatorConfig.of("demo"))) {
            post(server, REQUEST, Map.of());
            server.calls().forgetContents();
            assertThat(server.calls().byContent()).isEmpty();
            post(server, REQUEST, Map.of());
            assertThat(server.calls().calls()).isEqualTo(2);
            assertThat(server.calls().distinct()).isEqualTo(1);
        }
    }

    /** Benchmarks of the transport need a server that takes no time to answer. */
    @Test
    void shouldAnswerAllRequestsAlike() throws Exception {
        try (var server = PlainServer.start()) {
            HttpResponse<String> one = post(server.baseUrl(), REQUEST, Map.of());
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(RoleClient.JSON.readTree(one.body()).at("/choices/0/finish_reason").asText())
                    .isEqualTo("stop");
            assertThat(post(server.baseUrl(), "no JSON", Map.of()).body()).isEqualTo(one.body());
        }
    }

    @Test
    void shouldRefuseAWrongKeyAnUnknownModelAndBrokenJson() throws Exception {
        try (var server = SimulatorServer.start(config(FaultPlan.NONE, "k"))) {
            assertError(post(server, REQUEST, Map.of()), 401, "invalid_api_key");
            Map<String, String> key = Map.of("Authorization", "Bearer k");
            assertThat(post(server, REQUEST, key).statusCode()).isEqualTo(200);
            assertError(
                    post(server, REQUEST.replace("sim-student", "gpt"), key),
                    404,
                    "model_not_found");
            assertError(post(server, "{", key), 400, "invalid_request_error");
            assertError(post(server, "{\"model\":\"sim-student\"}", key), 400, "messages");
        }
    }

    @Test
    void shouldFollowAScriptOfFaults() throws Exception {
        var plan = FaultPlan.parse("429(7),500*2,quota,garbage,null-content,length,ok");
        try (var server = SimulatorServer.start(config(plan, null))) {
            HttpResponse<String> limited = post(server, REQUEST, Map.of());
            assertError(limited, 429, "rate_limit_exceeded");
            assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
            assertError(post(server, REQUEST, Map.of()), 500, "server_error");
            assertError(post(server, REQUEST, Map.of()), 500, "server_error");
            assertError(post(server, REQUEST, Map.of()), 429, "insufficient_quota");
            assertThat(post(server, REQUEST, Map.of()).body()).startsWith("<html>");
            assertThat(post(server, REQUEST, Map.of()).body()).contains("\"content\":null");
            assertThat(post(server, REQUEST, Map.of()).body())
                    .contains("\"finish_reason\":\"length\"");
            assertThat(post(server, REQUEST, Map.of()).body())
                    .contains("\"finish_reason\":\"stop\"");
            assertThat(post(server, REQUEST, Map.of()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldHangAndReset() throws Exception {
        var plan = FaultPlan.parse("hang,reset");
        try (var server = SimulatorServer.start(config(plan, null))) {
            var impatient =
                    request(server.baseUrl(), REQUEST, Map.of())
                            .timeout(Duration.ofSeconds(3))
                            .build();
            assertThatThrownBy(() -> client.send(impatient, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThatThrownBy(() -> post(server, REQUEST, Map.of()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldLimitRequestsAndSetHeaders() throws Exception {
        var config = SimulatorConfig.of("demo").withRateLimit(new RateLimit(1, 0));
        try (var server = SimulatorServer.start(config)) {
            HttpResponse<String> first = post(server, REQUEST, Map.of());
            assertThat(first.headers().firstValue("x-ratelimit-remaining-requests")).hasValue("0");
            HttpResponse<String> second = post(server, REQUEST, Map.of());
            assertError(second, 429, "rate_limit_exceeded");
            assertThat(second.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
        }
    }

    /** On a slower machine, calls must take longer for so many to be in flight. */
    @Test
    void shouldHoldHundredsOfCallsInFlight() throws Exception {
        int max = 0;
        for (int seconds = 1; max <= 500 && seconds <= 64; seconds *= 4)
            max = maxInFlight(Duration.ofSeconds(seconds));
        assertThat(max).isGreaterThan(500);
    }

    private int maxInFlight(Duration latency) throws Exception {
        var config = SimulatorConfig.of("demo").withLatency(new LatencyPlan.Fixed(latency));
        try (var server = SimulatorServer.start(config)) {
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int seed = 0; seed < 1000; seed++) {
                String body = RoleClient.request(Role.STUDENT, "Think.", "Input: ( [", seed);
                calls.add(
                        client.sendAsync(
                                request(server.baseUrl(), body, Map.of()).build(),
                                HttpResponse.BodyHandlers.ofString()));
            }
            assertThat(calls).allMatch(call -> call.join().statusCode() == 200);
            return server.calls().maxInFlight();
        }
    }

    @Test
    void shouldRefuseParametersAsOpenAiDoes() throws Exception {
        SimulatorConfig strict =
                new SimulatorConfig(
                        "127.0.0.1",
                        0,
                        "demo",
                        1,
                        LatencyPlan.NONE,
                        FaultPlan.NONE,
                        RateLimit.NONE,
                        null,
                        null,
                        Set.of("temperature"));
        try (SimulatorServer server = SimulatorServer.start(strict)) {
            String body =
                    "{\"model\":\"sim-student\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}";
            HttpResponse<String> refused = post(server, body, Map.of());
            assertError(refused, 400, "Unsupported parameter: 'temperature'");
            assertThat(refused.body())
                    .contains("\"param\":\"temperature\"", "\"code\":\"unsupported_parameter\"");
            assertThat(post(server, body.replace("\"temperature\":0,", ""), Map.of()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static SimulatorConfig config(FaultPlan faults, @Nullable String key) {
        return new SimulatorConfig(
                "127.0.0.1",
                0,
                "demo",
                1,
                LatencyPlan.NONE,
                faults,
                RateLimit.NONE,
                key,
                null,
                Set.of());
    }

    private static void assertError(HttpResponse<String> response, int status, String part) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":{\"message\":").contains(part);
    }

    private HttpResponse<String> post(
            SimulatorServer server, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return post(server.baseUrl(), body, headers);
    }

    private HttpResponse<String> post(URI server, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return client.send(
                request(server, body, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(
            URI server, String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(URI.create(server + "/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request;
    }

    private String get(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
