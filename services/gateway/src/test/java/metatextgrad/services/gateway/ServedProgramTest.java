package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.node;
import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static metatextgrad.services.gateway.GatewayUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.rollout.Assignment;
import metatextgrad.services.gateway.settings.GatewayRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServedProgramTest extends GatewayTest {
    private static final String CHAT = "/p/dyck/v1/chat/completions";
    private static final String BODY =
            "{ \"model\":\"any\", \"messages\" : [ {\"role\":\"user\",\"content\":\"( [\"} ],\"x_unknown\": {\"b\":1.50, \"a\":[ ]},\"response_format\":{\"type\" :\"json_object\"} }";

    @BeforeEach
    void prepare() throws Exception {
        upstream.answers(RecordingUpstream.completion("] )"));
    }

    private void start(String rules, String table) throws Exception {
        gateway.rules("dyck: {model: gpt-served%s}".formatted(rules)).table(table).start();
    }

    @Test
    void shouldAddThePromptAndKeepAllOtherBytes() throws Exception {
        start("", table("v1", "Close the brackets."));

        HttpResponse<String> answer = gateway.post(CHAT, BODY);

        assertThat(upstream.last().line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
        assertThat(upstream.last().text())
                .isEqualTo(
                        "{ \"model\":\"gpt-served\", \"messages\" : [ {\"role\":\"system\",\"content\":\"Close the brackets.\"},{\"role\":\"user\",\"content\":\"( [\"} ],\"x_unknown\": {\"b\":1.50, \"a\":[ ]},\"response_format\":{\"type\" :\"json_object\"} }");
        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("v1");
        assertThat(answer.headers().firstValue("x-mtg-task-id")).isPresent();
        assertThat(answer.body()).startsWith("{\"id\": \"c1\",  \"choices\"");
        assertThat(gateway.served("program")).isEqualTo(1);
    }

    /** A sample of an answer in another encoding could not be read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    br, gzip, deflate | gzip
                    gzip;q=0.5        | gzip
                    br, gzip;q=0.0    | identity
                    zstd              | identity
                    """)
    void shouldAskForAnEncodingThatSamplesCanBeReadIn(String accepted, String asked)
            throws Exception {
        start("", table("v1", "Close the brackets."));

        gateway.send(
                gateway.request(CHAT)
                        .header("Accept-Encoding", accepted)
                        .POST(BodyPublishers.ofString(BODY)));
        assertThat(upstream.last().header("accept-encoding")).contains(asked);

        gateway.send(gateway.request("/v1/models").header("Accept-Encoding", accepted).GET());
        assertThat(upstream.last().header("accept-encoding")).contains(accepted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    replace | Served
                    prepend | Served\\n\\nOwn
                    append  | Own\\n\\nServed
                    """)
    void shouldTreatTheSystemMessageByTheRules(String policy, String text) throws Exception {
        start(", system: " + policy, table("v1", "Served"));

        gateway.post(
                CHAT,
                "{\"messages\":[{\"role\":\"developer\",\"content\":\"Own\",\"name\":\"n\"},{\"role\":\"user\",\"content\":\"a\"}]}");

        assertThat(upstream.last().text())
                .isEqualTo(
                        "{\"model\":\"gpt-served\",\"messages\":[{\"role\":\"developer\",\"content\":\"%s\",\"name\":\"n\"},{\"role\":\"user\",\"content\":\"a\"}]}"
                                .formatted(text));
    }

    @Test
    void shouldServeByTheNameOfTheModel() throws Exception {
        start("", table("v1", "Served"));

        gateway.post(
                "/v1/chat/completions",
                "{\"model\":\"mtg/dyck@production\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");

        assertThat(upstream.last().text()).contains("\"model\":\"gpt-served\"", "Served");
    }

    @Test
    void shouldNameTheLabelsOfAProject() throws Exception {
        start("", table("v1", "Served"));

        HttpResponse<String> answer = gateway.post("/p/dyck@eu/v1/chat/completions", BODY);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains(
                        "\"code\":\"unknown_label\"",
                        "project `dyck` has no label `eu`; it has production");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void shouldNameAMissingVariable() throws Exception {
        start(", variables: [customer]", table("v1", "Help {{customer}}, not {{other}}."));

        HttpResponse<String> answer = gateway.post(CHAT, BODY);
        gateway.post(
                CHAT,
                BODY.replace(
                        "\"x_unknown\"",
                        "\"metadata\":{\"customer\":\"Ada {{customer}}\"},\"x_unknown\""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"param\":\"metadata.customer\"", "send it as `metadata.customer`");
        assertThat(upstream.received()).hasSize(1);
        assertThat(upstream.last().text()).contains("Help Ada {{customer}}, not {{other}}.");
    }

    @Test
    void shouldPassThroughWithoutATable() throws Exception {
        gateway.rules("other: {}").start();

        HttpResponse<String> answer = gateway.post(CHAT, BODY);

        assertThat(upstream.last().text()).isEqualTo(BODY);
        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("pass-through");
        assertThat(gateway.served("pass_through")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAKeyForAnotherProject() throws Exception {
        start("", table("v1", "Served"));

        HttpResponse<String> answer =
                gateway.send(
                        gateway.request("/p/secret/v1/chat/completions")
                                .setHeader("Authorization", "Bearer " + GatewayUnderTest.KEY)
                                .POST(BodyPublishers.ofString(BODY)));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("the gateway key `shop` may not serve project `secret`");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void shouldEndAKeyThatIsRemovedFromTheFile() throws Exception {
        start("", table("v1", "Served"));
        var request =
                gateway.request(CHAT)
                        .setHeader("Authorization", "Bearer " + GatewayUnderTest.KEY)
                        .POST(BodyPublishers.ofString(BODY));
        assertThat(gateway.send(request).statusCode()).isEqualTo(200);

        Files.writeString(
                gateway.file(),
                Files.readString(gateway.file())
                        .replace(
                                GatewayRules.hash(GatewayUnderTest.KEY),
                                GatewayRules.hash("another")));

        await().untilAsserted(() -> assertThat(gateway.send(request).statusCode()).isEqualTo(401));
    }

    @Test
    void shouldChooseAsEveryApplicationDoes() throws Exception {
        start(
                "",
                "{\"project\":\"dyck\",\"serial\":4,\"versions\":[%s,%s]}"
                        .formatted(version("v1", "One", 0.5), version("v2", "Two", 0.5)));

        for (int user = 0; user < 20; user++) {
            String unit = "user-" + user;
            HttpResponse<String> answer =
                    gateway.post(
                            CHAT,
                            BODY.replace(
                                    "\"x_unknown\"", "\"user\":\"" + unit + "\",\"x_unknown\""));
            boolean second = Assignment.place(new ProjectId("dyck"), new Serial(4), unit) < 0.5;
            assertThat(answer.headers().firstValue("x-mtg-prompt-version"))
                    .contains(second ? "v2" : "v1");
        }
    }

    @Test
    void shouldRefuseABodyOf20Megabytes() throws Exception {
        start("", table("v1", "Served"));

        HttpResponse<String> answer = gateway.post(CHAT, BODY.replace("( [", "x".repeat(20 << 20)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"body_too_large\"", "16777216");
        assertThat(upstream.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [1]                                | the body must be a JSON object
                    {"messages":[]}                    | `messages` must be a list of one message or more
                    {"messages":[{}],"messages":[{}]}  | the field `messages` is there twice
                    {"messages":[{"role":              | the body is not JSON
                    """)
    void shouldStateWhatIsWrongWithABody(String body, String reason) throws Exception {
        start("", table("v1", "Served"));

        HttpResponse<String> answer = gateway.post(CHAT, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason).doesNotContain("Exception");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void shouldPassAnErrorPageOfTheServerBack() throws Exception {
        start("", table("v1", "Served"));
        upstream.answers(
                RecordingUpstream.http(
                        "503 Away", "Content-Type: text/html\r\n", "<html>away</html>"));

        HttpResponse<String> answer = gateway.post(CHAT, BODY);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("<html>away</html>");
        assertThat(upstream.received()).hasSize(1);
    }

    @Test
    void shouldAnswerManyClientsAtOnce() throws Exception {
        start("", table("v1", "Served"));
        List<Callable<Integer>> clients =
                Collections.nCopies(
                        32,
                        () -> {
                            int answered = 0;
                            for (int i = 0; i < 25; i++) {
                                HttpResponse<String> answer = gateway.post(CHAT, BODY);
                                if (answer.statusCode() == 200
                                        && answer.body().startsWith("{\"id\": \"c1\"")) answered++;
                            }
                            return answered;
                        });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : threads.invokeAll(clients))
                assertThat(one.get()).isEqualTo(25);
        }
        assertThat(upstream.received()).hasSize(800);
    }

    /** A table with a program of two calls, and a fallback if it is not empty. */
    static String chain(String fallback) {
        String program =
                "{\"nodes\":[%s,%s],\"output\":\"answer\"}"
                        .formatted(
                                node("plan", "Plan.", "task"), node("answer", "Answer.", "plan"));
        String more = fallback.isEmpty() ? "" : ",\"fallback\":" + version("v0", fallback, 1);
        return "{\"project\":\"dyck\",\"serial\":4,\"versions\":[{\"version\":\"v2\",\"role\":\"champion\",\"share\":1,\"text\":null,\"program\":%s}]%s}"
                .formatted(program, more);
    }
}
