package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiTest extends GatewayTest {
    @BeforeEach
    void start() throws Exception {
        gateway.table(table("v1", "Served")).start();
    }

    private HttpRequest.Builder request(String path) {
        return gateway.request(path).setHeader("Authorization", "Bearer " + KEY);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return gateway.send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return gateway.send(request(path).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void shouldReturnTheTableAndThenThatItIsUnchanged() throws Exception {
        HttpResponse<String> first = get("/api/v1/prompts/dyck");
        String tag = first.headers().firstValue("etag").orElseThrow();

        HttpResponse<String> second =
                gateway.send(request("/api/v1/prompts/dyck").header("If-None-Match", tag).GET());

        assertThat(first.body()).isEqualTo(table("v1", "Served"));
        assertThat(first.headers().firstValue("cache-control")).contains("private, max-age=5");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void shouldReturnTheVersionOfALabel() throws Exception {
        assertThat(get("/api/v1/prompts/dyck?label=production").body())
                .startsWith(
                        "{\"project\":\"dyck\",\"serial\":4,\"label\":\"production\",\"version\":\"v1\",\"text\":\"Served\",\"program\":{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /api/v1/prompts/dyck?label=eu | 404 | unknown-label | project `dyck` has no label `eu`; it has production
                    /api/v1/prompts/other         | 403 | not-allowed   | the gateway key `shop` has no scope `read` for project `other`
                    /api/v1/nothing               | 404 | unknown-path  | there is nothing at this path
                    """)
    void shouldStateWhyThereAreNoPrompts(String path, int status, String type, String detail)
            throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:mtg:problem:" + type + "\"", "\"detail\":\"" + detail);
    }

    /** A misspelt name would be ignored: the answer would look like that to another question. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /api/v1/prompts/dyck?labl=eu     | no query parameter is called `labl`. Did you mean `label`? Known: label
                    /api/v1/runs?label=eu            | no query parameter is called `label`. Known: project, status, cursor, limit
                    /api/v1/projects/dyck?limit=5    | this request has no query parameters: remove `limit`
                    """)
    void shouldRefuseAnUnknownQueryParameter(String path, String detail) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("urn:mtg:problem:invalid-parameter", "\"detail\":\"" + detail + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tasks    | {"project":"dyck"}                       | input
                    tasks    | {"project":"dyck","input":"a","inptu":1} | inptu
                    tasks    | [                                        | not JSON
                    feedback | {"project":"dyck","task":"t"}            | neither `score` nor `flag` nor `target`
                    feedback | {"project":"dyck","task":"t","score":2}  | score must be in [0, 1]
                    """)
    void shouldStateWhatIsWrongWithABody(String route, String body, String reason)
            throws Exception {
        HttpResponse<String> answer = post("/api/v1/" + route, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason, "invalid-body").doesNotContain("Exception");
    }

    @Test
    void shouldRefuseABodyOf20Megabytes() throws Exception {
        HttpResponse<String> answer = post("/api/v1/tasks", "x".repeat(20 << 20));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:mtg:problem:body-too-large", "1048576");
    }

    /** A client that reads after its last byte would find the connection reset. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/tasks, 401",
        "/api/v1/nothing, 404",
        "/v1/chat/completions, 401",
        "/v1/files, 401"
    })
    void shouldReadABodyThatItRefuses(String path, int status) throws Exception {
        byte[] large = new byte[16 << 20];
        try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    socket,
                    "POST %s HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer mtg-unknown\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                            .formatted(path, large.length));
            socket.getOutputStream().write(large);
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void shouldNeedAGatewayKey() throws Exception {
        HttpResponse<String> answer = gateway.send(gateway.request("/api/v1/prompts/dyck").GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("key-required", "Authorization: Bearer mtg-...");
    }
}
