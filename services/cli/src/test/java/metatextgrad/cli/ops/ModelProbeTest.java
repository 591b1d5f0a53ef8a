package metatextgrad.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.config.AllowedServer;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelProbeTest {
    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private String base = "";

    @BeforeEach
    void start() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Before a run starts: the worker would block its calls. */
    @Test
    void shouldRefuseAServerThatTheSettingsDoNotList() {
        ModelServer server = new ModelServer("http://other/v1", "OTHER_KEY");
        Project project = at(server);
        assertThatThrownBy(() -> ModelProbe.check(endpoint(base + "/v1", "k", List.of()), project))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage("MTG_MODEL_SERVERS does not list `http://other/v1 OTHER_KEY`");
        // Its own list of models is not checked, and no key is sent.
        ModelProbe.check(
                endpoint(base + "/v1", "k", List.of(new AllowedServer(server, "other"))), project);
    }

    @Test
    void shouldNameTheVariableOfAKeyThatIsNotSet() {
        AllowedServer server =
                new AllowedServer(new ModelServer("http://other/v1", "OTHER_KEY"), null);
        assertThatThrownBy(
                        () -> CliSettings.client(endpoint(base + "/v1", "k", List.of(server)), 1))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "MTG_MODEL_SERVERS names the variable OTHER_KEY, which is not set: set it to the key of http://other/v1");
    }

    private static Project at(ModelServer server) {
        Project project = LoopScenario.project();
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values())
            models.put(
                    role,
                    new ModelSpec(
                            "m",
                            0.0,
                            100,
                            60,
                            null,
                            null,
                            null,
                            server.baseUrl(),
                            server.keyVariable()));
        return project.withLoop(project.loop().withModels(models));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/", "/openai/v1"})
    void shouldAllowAServerWithoutAListOfModels(String path) {
        assertThat(problem(base + path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api"})
    void shouldRejectAnAddressWithoutVersionAndList(String path) {
        assertThat(problem(base + path))
                .hasValue(
                        base
                                + path.replaceFirst("/$", "")
                                + "/models does not exist (status 404): check OPENAI_BASE_URL; most addresses end in /v1");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldReportARefusedKey(int status) {
        server.createContext(
                "/v1/models",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        assertThat(problem(base + "/v1"))
                .hasValue(
                        base
                                + "/v1 rejects the key (status "
                                + status
                                + "): set OPENAI_API_KEY or OPENAI_API_KEY_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "{}", "7", ""})
    void shouldRejectAReplyThatIsNoListOfModels(String body) {
        answer(200, body);

        assertThat(problem(base + "/v1"))
                .hasValueSatisfying(
                        line ->
                                assertThat(line)
                                        .startsWith(base + "/v1/models does not answer with a list")
                                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 410})
    void shouldRejectAPermanentErrorStatus(int status) {
        answer(status, "no");

        assertThat(problem(base + "/v1"))
                .hasValueSatisfying(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                base + "/v1/models answers with status " + status));
    }

    @Test
    void shouldReplaceControlCharactersInTheLocationOfARedirect() {
        server.createContext(
                "/v1/models",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/a\u009bb");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });

        assertThat(problem(base + "/v1"))
                .hasValueSatisfying(line -> assertThat(line).contains("status 302 to /a b: check"));
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 429, 500, 503})
    void shouldIgnoreATransientErrorStatus(int status) {
        answer(status, "no");

        assertThat(problem(base + "/v1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\": [{\"id\": \"m\"}]}", "[{\"id\": \"m\"}]"})
    void shouldReadBothKindsOfLists(String body) {
        answer(200, body);

        assertThat(problem(base + "/v1")).isEmpty();
    }

    @Test
    void shouldReportThatNoServerAnswers() {
        assertThat(problem("http://127.0.0.1:1/v1"))
                .hasValue(
                        "no model server answers at http://127.0.0.1:1/v1: start it, or set OPENAI_BASE_URL");
    }

    /** Without a key the default server would only refuse each call. */
    @Test
    void shouldReportThatNoServerIsConfigured() {
        assertThat(problem("https://api.openai.com/v1", null))
                .hasValue(
                        "no model server is configured (OPENAI_BASE_URL is not set): set it, such as http://localhost:8000/v1, and OPENAI_API_KEY if the server needs a key");
    }

    @Test
    void shouldReportAnImpossibleKeyWithoutShowingIt() {
        assertThat(problem(base + "/v1", "sec\nret"))
                .hasValue(
                        "the key has an invalid character, such as a line break: correct OPENAI_API_KEY or OPENAI_API_KEY_FILE");
    }

    @Test
    void shouldCheckFurtherServers() {
        AllowedServer plain = new AllowedServer(new ModelServer(base + "/v1", null), null);
        AllowedServer keyed = new AllowedServer(new ModelServer(base + "/v1", "EU_KEY"), "eu");
        AllowedServer unset = new AllowedServer(new ModelServer(base + "/v1", "EU_KEY"), null);
        AllowedServer absent =
                new AllowedServer(new ModelServer("http://127.0.0.1:1/v1", null), null);
        server.createContext(
                "/v1/models",
                exchange -> {
                    String key = exchange.getRequestHeaders().getFirst("Authorization");
                    exchange.sendResponseHeaders("Bearer eu".equals(key) ? 405 : 401, -1);
                    exchange.close();
                });
        assertThat(Doctor.server(keyed))
                .isEqualTo(CheckResult.ok("server", "answers at %s", base + "/v1"));
        assertThat(Doctor.server(unset))
                .isEqualTo(
                        CheckResult.unknown(
                                "server", base + "/v1: not asked, because EU_KEY is not set here"));
        assertThat(Doctor.server(plain).detail())
                .isEqualTo(
                        base
                                + "/v1 rejects the key (status 401): set the variable of its key in MTG_MODEL_SERVERS");
        assertThat(Doctor.server(absent).detail())
                .isEqualTo(
                        "no model server answers at http://127.0.0.1:1/v1: start it, or set MTG_MODEL_SERVERS");
        assertThat(Doctor.server(absent).status()).isEqualTo(CheckResult.Status.PROBLEM);
    }

    @Test
    void shouldNameTheModelsOfAServerWithoutThatOfTheProject() {
        answer(200, "{\"data\": [{\"id\": \"small\"}, {\"id\": \"large\"}]}");

        assertThatThrownBy(
                        () -> ModelProbe.check(endpoint(base + "/v1", "k", List.of()), of("smal")))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        base
                                + "/v1 has no model `smal`: it has large, small. Did you mean `small`?");
    }

    @Test
    void shouldNameTenOfManyModels() {
        String many =
                IntStream.range(10, 40)
                        .mapToObj("{\"id\": \"m%d\"}"::formatted)
                        .collect(Collectors.joining(","));
        answer(200, "[" + many + "]");

        assertThatThrownBy(
                        () -> ModelProbe.check(endpoint(base + "/v1", "k", List.of()), of("other")))
                .hasMessage(
                        base
                                + "/v1 has no model `other`: it has 30 models, among them m10, m11, m12, m13, m14, m15, m16, m17, m18, m19");
    }

    @Test
    void shouldReadTheSizesThatServersList() {
        answer(
                200,
                """
                {"data": [{"id": "m", "max_model_len": 4096},
                          {"id": "n", "meta": {"n_ctx_train": 32768}},
                          {"id": "o", "context_length": 8192}, {"id": "p"}]}""");
        ModelEndpoint endpoint = endpoint(base + "/v1", "k", List.of());

        assertThat(ModelProbe.check(endpoint, of("m"))).isEqualTo(Map.of("m", 4096));
        assertThat(ModelProbe.check(endpoint, of("n"))).isEqualTo(Map.of("n", 32768));
        assertThat(ModelProbe.check(endpoint, of("o"))).isEqualTo(Map.of("o", 8192));
        assertThat(ModelProbe.check(endpoint, of("p"))).isEmpty();
    }

    @Test
    void shouldFindAMissingModelOfAFurtherServer() {
        ModelServer further = new ModelServer(base + "/v1", "EU_KEY");
        answer(200, "{\"data\": [{\"id\": \"large\"}]}");
        AllowedServer keyed = new AllowedServer(further, "eu");

        assertThatThrownBy(
                        () ->
                                ModelProbe.check(
                                        endpoint("http://127.0.0.1:1/v1", "k", List.of(keyed)),
                                        at(further)))
                .hasMessage(base + "/v1 has no model `m`: it has large");
        // Without the key here, a worker may still have it.
        AllowedServer unset = new AllowedServer(further, null);
        assertThat(
                        ModelProbe.check(
                                endpoint("http://127.0.0.1:1/v1", "k", List.of(unset)),
                                at(further)))
                .isEmpty();
    }

    private static Project of(String model) {
        Project project = LoopScenario.project();
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values())
            models.put(role, new ModelSpec(model, 0, 100, 60));
        return project.withLoop(project.loop().withModels(models));
    }

    private void answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/v1/models",
                exchange -> {
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private static Optional<String> problem(String baseUrl) {
        return problem(baseUrl, "key");
    }

    private static Optional<String> problem(String baseUrl, @Nullable String key) {
        return ModelProbe.problem(endpoint(baseUrl, key, List.of()));
    }

    private static ModelEndpoint endpoint(
            String baseUrl, @Nullable String key, List<AllowedServer> servers) {
        return new ModelEndpoint(
                URI.create(baseUrl),
                key,
                null,
                servers,
                1,
                1,
                ModelEndpoints.DRAIN,
                null,
                null,
                Prices.NONE,
                false);
    }
}
