package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PassThroughTest extends GatewayTest {
    private static final int TRIES = 5;

    @BeforeEach
    void start() throws Exception {
        gateway.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void shouldPassMethodPathQueryAndBodyOn(String method) throws Exception {
        String body = "{ \"a\" : [1,2.50] ,\n\"ü\": \"\\u00fc\" }";

        gateway.send(
                gateway.request("/v1/files/a%2Fb%20c?limit=2&x=%C3%BC&&y")
                        .header("X-Custom", "one, two")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));

        RecordingUpstream.Received received = upstream.last();
        assertThat(received.line())
                .isEqualTo(method + " /v1/files/a%2Fb%20c?limit=2&x=%C3%BC&&y HTTP/1.1");
        assertThat(received.text()).isEqualTo(body);
        assertThat(received.header("authorization")).contains("Bearer sk-own");
        assertThat(received.header("x-custom")).contains("one, two");
        assertThat(received.header("host")).contains(upstream.url().getAuthority());
    }

    @Test
    void shouldPassStatusHeadersAndBodyBack() throws Exception {
        upstream.answers(
                RecordingUpstream.http(
                        "429 Too Many",
                        "Content-Type: text/html;charset=ISO-8859-1\r\nRetry-After: 7\r\nx-request-id: r1\r\nx-multi: a\r\nx-multi: b\r\nConnection: x-hop\r\nx-hop: gone\r\n",
                        "<html>slow down</html>"));

        HttpResponse<String> answer = gateway.send(gateway.request("/v1/models").GET());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).isEqualTo("<html>slow down</html>");
        assertThat(answer.headers().map())
                .containsOnlyKeys(
                        "content-length",
                        "content-security-policy",
                        "content-type",
                        "retry-after",
                        "x-content-type-options",
                        "x-multi",
                        "x-request-id")
                .containsEntry("content-type", List.of("text/html;charset=ISO-8859-1"))
                .containsEntry("x-multi", List.of("a", "b"));
    }

    /** Both have one address, so a browser sends them with each request. */
    @Test
    void shouldKeepTheConsolesCookiesFromModelServers() throws Exception {
        upstream.answers(
                RecordingUpstream.http(
                        "200 OK",
                        "Set-Cookie: mtg-session=stolen; Path=/\r\nSet-Cookie: __cf_bm=1\r\n",
                        "ok"));

        HttpResponse<String> answer =
                gateway.send(
                        gateway.request("/v1/models")
                                .header("Cookie", "__cf_bm=1; mtg-session=secret; other=2")
                                .GET());

        assertThat(upstream.last().headers()).contains("Cookie: __cf_bm=1; other=2");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("__cf_bm=1");
        assertThat(answer.headers().firstValue("content-security-policy")).contains("sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer \"mtg-3f\"",
        "Authorization, Bearer:mtg-3f",
        "api-key, mtg-3f",
        "x-api-key, mtg-3f"
    })
    void shouldSendNoGatewayKeyToAModelServer(String header, String value) throws Exception {
        HttpResponse<String> answer =
                gateway.send(gateway.request("/v1/models").setHeader(header, value).GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_gateway_key");
    }

    @Test
    void shouldNotPassHeadersOfTheConnectionOn() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    socket,
                    "GET /v1/models HTTP/1.1\r\nHost: gateway\r\nConnection: close, X-Secret\r\nX-Secret: 1\r\nTE: trailers\r\nKeep-Alive: 5\r\nProxy-Authorization: Basic x\r\nX-Kept: yes\r\n\r\n");
            socket.getInputStream().readAllBytes();
        }

        assertThat(
                        upstream.last().headers().stream()
                                .map(one -> one.split(":", 2)[0].toLowerCase(Locale.ROOT)))
                .contains("x-kept")
                .doesNotContain("x-secret", "te", "keep-alive", "proxy-authorization");
    }

    @Test
    void shouldStreamLargeBodiesOfUnknownLength() throws Exception {
        byte[] large = new byte[24 << 20];
        new Random(1).nextBytes(large);

        HttpResponse<String> answer =
                gateway.send(
                        gateway.request("/v1/files")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(large))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(upstream.last().body()).isEqualTo(large);
    }

    @Test
    void shouldPassARefusalOnThatComesBeforeTheEndOfTheBody() throws Exception {
        upstream.answersEarly(
                RecordingUpstream.http("413 Content Too Large", "Connection: close\r\n", "large"));

        HttpResponse<String> answer =
                refused(
                        gateway.request("/v1/files")
                                .POST(BodyPublishers.ofByteArray(new byte[24 << 20])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("large");
    }

    @Test
    void shouldNotReuseTheConnectionOfARequestThatWasAnsweredEarly() throws Exception {
        upstream.answersEarly(RecordingUpstream.http("413 Content Too Large", "", "large"));
        HttpRequest.Builder upload =
                gateway.request("/v1/files")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[8 << 20])));

        assertThat(refused(upload).body()).isEqualTo("large");
        HttpRequest.Builder next =
                gateway.request("/v1/models").GET().timeout(Duration.ofSeconds(20));
        assertThat(gateway.send(next).body()).isEqualTo("large");
        assertThat(upstream.last().line()).startsWith("GET /v1/models ");
    }

    @Test
    void shouldNotEndABodyThatTheClientBrokeOff() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    socket,
                    "POST /v1/files HTTP/1.1\r\nHost: gateway\r\nTransfer-Encoding: chunked\r\n\r\n");
            RecordingUpstream.chunk(socket, "a".repeat(1 << 20));
        }

        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void shouldEncodeAPathThatTheClientDidNot() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    socket,
                    "GET /v1/models/日 HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");
            socket.getInputStream().readAllBytes();
        }

        assertThat(upstream.last().line()).isEqualTo("GET /v1/models/%E6%97%A5 HTTP/1.1");
    }

    @Test
    void shouldPassEachByteOfAHeaderOn() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    socket,
                    "GET /v1/models HTTP/1.1\r\nHost: gateway\r\nX-Name: é, \t\"ü\"\r\nConnection: close\r\n\r\n");
            socket.getInputStream().readAllBytes();
        }

        byte[] value = "é, \t\"ü\"".getBytes(StandardCharsets.UTF_8);
        assertThat(upstream.last().header("x-name"))
                .contains(new String(value, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS"})
    void shouldRefuseWhatHttpForbids(String method) throws Exception {
        HttpResponse<String> answer =
                gateway.send(
                        gateway.request("/v1/models").method(method, BodyPublishers.ofString("a")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"invalid_request\"", method);
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void shouldReplaceAGatewayKeyByTheKeyOfTheServer() throws Exception {
        HttpResponse<String> answer =
                gateway.send(
                        gateway.request("/v1/models")
                                .setHeader("Authorization", "Bearer " + GatewayUnderTest.KEY)
                                .GET());

        assertThat(upstream.last().header("authorization"))
                .contains("Bearer " + GatewayUnderTest.UPSTREAM_KEY);
        assertThat(answer.headers().toString() + answer.body())
                .doesNotContain(GatewayUnderTest.UPSTREAM_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer mtg-revoked", "mtg-revoked", "Token mtg-revoked"})
    void shouldNeverSendARevokedKeyOn(String header) throws Exception {
        HttpResponse<String> answer =
                gateway.send(
                        gateway.request("/v1/models").setHeader("Authorization", header).GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("\"code\":\"invalid_gateway_key\"")
                .doesNotContain("mtg-revoked");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void shouldPassACompletionOfAnotherModelOnByteForByte() throws Exception {
        String body =
                "{\"model\" :\"gpt-x\", \"messages\":[ {\"role\":\"user\",\"content\":\"a\"} ] , \"zz\":1e3}";
        upstream.answers(RecordingUpstream.completion("b"));

        HttpResponse<String> answer = gateway.post("/v1/chat/completions", body);

        assertThat(upstream.last().text()).isEqualTo(body);
        assertThat(answer.body()).startsWith("{\"id\": \"c1\",  \"choices\"");
        assertThat(answer.headers().map()).doesNotContainKey("x-mtg-task-id");
    }

    @Test
    void shouldLetTheServerRefuseABodyThatIsNoJson() throws Exception {
        upstream.answers(RecordingUpstream.http("400 Bad Request", "", "no JSON"));

        assertThat(gateway.post("/v1/chat/completions", "{").body()).isEqualTo("no JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/../admin", "/v1/x/%2e%2e/%2E%2e/admin", "/v1/..%2fadmin", "/v1/..;a/b"})
    void shouldRefusePathsThatLeaveTheVersion(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    socket,
                    "GET %s HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n"
                            .formatted(path));
            assertThat(
                            new String(
                                    socket.getInputStream().readAllBytes(),
                                    java.nio.charset.StandardCharsets.UTF_8))
                    .containsAnyOf("HTTP/1.1 400", "HTTP/1.1 404");
        }
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void shouldAnswer502WhenNothingListens() throws Exception {
        upstream.close();

        HttpResponse<String> answer = gateway.send(gateway.request("/v1/models").GET());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"upstream_unreachable\"");
    }

    @Test
    void shouldRefuseTenThousandHeaders() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    socket,
                    "GET /v1/models HTTP/1.1\r\nHost: gateway\r\n"
                            + "X-Some-Header: some value\r\n".repeat(10_000)
                            + "\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 431 ").doesNotContain("at org.");
        }
        assertThat(upstream.received()).isEmpty();
    }

    /** A client that still writes can lose the answer, since the connection ends with it. */
    private HttpResponse<String> refused(HttpRequest.Builder upload) throws Exception {
        for (int i = 1; i < TRIES; i++) {
            try {
                return gateway.send(upload);
            } catch (IOException lost) {
                assertThat(lost).hasStackTraceContaining("HTTP/1.1 header parser");
            }
        }
        return gateway.send(upload);
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
