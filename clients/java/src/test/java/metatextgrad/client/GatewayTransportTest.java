package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import metatextgrad.client.ScriptedGateway.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client over HTTP. {@code JavaClientOverHttpTest} of the gateway has a real one. */
final class GatewayTransportTest {
    private static final String KEY = "mtg-0123456789abcdef";
    private static final String PROMPTS = "/api/v1/prompts/dyck";
    private static final String FEEDBACK = "/api/v1/feedback";
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir private Path temp;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private ScriptedGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new ScriptedGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private PromptClientBuilder builder(URI url) {
        return PromptClient.builder(url, KEY, "dyck")
                .waitAtMost(LONG)
                .onFailure((message, cause) -> failures.add(message));
    }

    private static String version(PromptClient client) {
        return client.prompt("user").orElseThrow().version();
    }

    @Test
    void shouldSendWhatConnectMdDefines() {
        PromptClientBuilder builder = builder(gateway.url());
        PromptClient client =
                new PromptClient(
                        builder,
                        (settings, last) ->
                                new GatewayTransport(gateway.url(), KEY, settings, last),
                        () -> Instant.parse("2026-11-28T12:00:00Z"));
        client.start(LONG);

        client.submit("question-1", "user-7", "( [", "] )");
        client.report("question-1", client.prompt("user-7").orElseThrow(), "] )");
        client.feedback("question-1", UserFeedback.bad().withComment("too long"));
        client.close();

        assertThat(gateway.received(PROMPTS).getFirst().header("Authorization"))
                .isEqualTo("Bearer " + KEY);
        assertThat(gateway.received("/api/v1/tasks").getFirst().body())
                .isEqualTo(
                        "{\"project\":\"dyck\",\"id\":\"question-1\",\"group\":\"user-7\",\"input\":\"( [\",\"target\":\"] )\"}");
        assertThat(gateway.received("/api/v1/answers").getFirst().body())
                .isEqualTo(
                        "{\"project\":\"dyck\",\"task\":\"question-1\",\"group\":\"user-7\",\"version\":\"one\",\"serial\":4,\"probability\":0.75,\"output\":\"] )\",\"served\":\"2026-11-28T12:00:00Z\"}");
        assertThat(gateway.received(FEEDBACK).getFirst().body())
                .isEqualTo(
                        "{\"project\":\"dyck\",\"task\":\"question-1\",\"flag\":\"bad\",\"comment\":\"too long\"}");
        assertThat(client.lost()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldReadChangesAndNothingElse() {
        try (PromptClient client = builder(gateway.url()).connect()) {
            Awaitility.await().atMost(LONG).until(() -> gateway.received(PROMPTS).size() > 1);
            assertThat(gateway.received(PROMPTS).get(1).header("If-none-match")).isNotNull();

            gateway.serves(Tables.json("dyck", 5, "three"));
            Awaitility.await().atMost(LONG).until(() -> version(client).equals("three"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'private, max-age=7', 7",
        "max-age=0, 1",
        "max-age=86400, 60",
        "max-age=99999999999999999999999, 60",
        "no-store, 5",
        "'', 5"
    })
    void shouldReadAgainWithinAMinute(String cacheControl, long seconds) {
        assertThat(GatewayTableReader.age(cacheControl)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldSurviveAGatewayThatIsDamagedAndThenGone() {
        Path file = temp.resolve("dyck.json");
        try (PromptClient client = builder(gateway.url()).file(file).connect()) {
            gateway.answers(request -> Answer.of(200, "<html>"));
            Awaitility.await().atMost(LONG).until(() -> !failures.isEmpty());
            gateway.close();
            assertThat(version(client)).isEqualTo("two");
        }
        try (PromptClient client = builder(gateway.url()).file(file).connect()) {
            assertThat(version(client)).isEqualTo("two");
        }
        try (PromptClient client = builder(gateway.url()).connect()) {
            assertThat(client.prompt("user")).isEmpty();
        }
        assertThat(failures)
                .anyMatch(line -> line.startsWith("cannot read the prompts of dyck: "))
                .noneMatch(line -> line.contains("\n"));
    }

    @Test
    void shouldNotWaitForAGatewayThatHangs() throws Exception {
        try (ServerSocket hung = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + hung.getLocalPort());
            try (PromptClient client = builder(url).waitAtMost(Duration.ofMillis(50)).connect()) {
                assertThat(client.prompt("user")).isEmpty();
            }
        }
    }

    @Test
    void shouldEndItsThreads() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        builder(gateway.url()).connect().close();

        Awaitility.await().atMost(LONG).until(() -> threadsOfClients(before).isEmpty());
    }

    private static List<String> threadsOfClients(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("HttpClient") || name.startsWith("mtg-client"))
                .toList();
    }

    @Test
    void shouldSendAgainWithTheSameKey() {
        gateway.answers(
                request ->
                        gateway.received(FEEDBACK).size() < 3
                                ? new Answer(
                                        503, Map.of("Retry-After", "0"), "Kafka is unavailable")
                                : Answer.of(202, "{}"));
        PromptClient client = builder(gateway.url()).connect();

        client.feedback("question-1", UserFeedback.good());
        client.close();

        assertThat(gateway.received(FEEDBACK)).hasSize(3);
        assertThat(gateway.received(FEEDBACK).stream().map(one -> one.header("Idempotency-key")))
                .doesNotContainNull()
                .containsOnly(gateway.received(FEEDBACK).getFirst().header("Idempotency-key"));
        assertThat(client.lost()).isZero();
        assertThat(failures).contains("cannot send to the gateway: HTTP 503: Kafka is unavailable");
    }

    @Test
    void shouldSendFeedbackWhileNoAnswerIsAccepted() {
        gateway.answers(
                request ->
                        request.path().equals("/api/v1/answers")
                                ? Answer.of(503, "")
                                : Answer.of(200, new String(Tables.json("dyck", 4, "one"), UTF_8)));
        try (PromptClient client = builder(gateway.url()).connect()) {
            Prompt prompt = client.prompt("a").orElseThrow();
            for (int i = 0; i < 5; i++) client.report("question-" + i, prompt, "] )");
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> gateway.received("/api/v1/answers").size() > 1);
            client.feedback("question-1", UserFeedback.good());
            Awaitility.await().atMost(LONG).until(() -> !gateway.received(FEEDBACK).isEmpty());
        }
    }

    @Test
    void shouldSendWhatWaitsWhenItCloses() throws Exception {
        gateway.answers(
                request ->
                        gateway.received(FEEDBACK).size() < 3
                                ? new Answer(503, Map.of("Retry-After", "3600"), "")
                                : Answer.of(202, "{}"));
        GatewaySender sender =
                new GatewaySender(
                        new GatewayRequests(gateway.url(), KEY),
                        "feedback",
                        new FailureLog("send to the gateway", (message, cause) -> {}));
        sender.send(Map.of("task", "1"));
        Awaitility.await().atMost(LONG).until(() -> gateway.received(FEEDBACK).size() == 1);

        sender.close(Duration.ofSeconds(25));

        assertThat(gateway.received(FEEDBACK)).hasSize(3);
        assertThat(sender.lost()).isZero();
    }

    /** Each kind has pauses of its own, and one that is not accepted takes all the time. */
    @Test
    void shouldHurryAllKindsWhenItCloses() {
        gateway.answers(
                request ->
                        request.path().endsWith("/tasks") || gateway.received(FEEDBACK).size() < 2
                                ? new Answer(503, Map.of("Retry-After", "3600"), "")
                                : Answer.of(202, "{}"));
        PromptClient client = builder(gateway.url()).connect();
        client.submit("question-1", "user-7", "( [");
        client.feedback("question-1", UserFeedback.good());
        Awaitility.await()
                .atMost(LONG)
                .until(
                        () ->
                                !gateway.received(FEEDBACK).isEmpty()
                                        && !gateway.received("/api/v1/tasks").isEmpty());

        client.close();

        assertThat(gateway.received(FEEDBACK)).hasSize(2);
        Awaitility.await().atMost(LONG).until(() -> client.lost() == 1);
    }

    @Test
    void shouldCountWhatIsRefusedAndWhatIsTooMuch() throws Exception {
        gateway.answers(request -> Answer.of(400, "no"));
        GatewaySender sender =
                new GatewaySender(
                        new GatewayRequests(gateway.url(), KEY),
                        "feedback",
                        new FailureLog(
                                "send to the gateway", (message, cause) -> failures.add(message)));
        sender.send(Map.of("task", "1"));
        Awaitility.await().atMost(LONG).until(() -> sender.lost() == 1);
        assertThat(failures).containsExactly("cannot send to the gateway: HTTP 400: no");

        gateway.close();
        for (int i = 0; i < GatewaySender.MAX_RECORDS + 2; i++) sender.send(Map.of("task", "1"));
        assertThat(sender.lost()).isEqualTo(3);
        sender.close(Duration.ZERO);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> sender.lost() == GatewaySender.MAX_RECORDS + 3L);
        sender.send(Map.of("task", "1"));
        assertThat(failures.getLast())
                .isEqualTo("cannot send to the gateway: the client is closed");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, mtg-1, the gateway must be http://HOST",
        "ftp://localhost, mtg-1, the gateway must be http://HOST",
        "http://localhost, 'mtg 1', the key must be a gateway key",
        "http://localhost, '', the key must be a gateway key"
    })
    void shouldRefuseAWrongAddressOrKey(String url, String key, String message) {
        assertThatThrownBy(() -> PromptClient.builder(URI.create(url), key, "dyck").connect())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
