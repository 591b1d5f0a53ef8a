package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow or no longer allowed, and a server that answers HTML. */
final class DifficultClientsTest extends GatewayTest {
    private static final String CHAT = "/p/dyck/v1/chat/completions";
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String EVENT = "data: {}\n\n";

    @BeforeEach
    void start() throws Exception {
        gateway.rules("dyck: {model: m, sample: 1}").table(table("v1", "Served")).start();
    }

    @Test
    void shouldAnswerAClientThatSendsByteByByte() throws Exception {
        upstream.answers(RecordingUpstream.completion("b"));
        String request =
                "POST %s HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(CHAT, BODY.length(), BODY);

        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            client.setTcpNoDelay(true);
            for (int i = 0; i < request.length(); i++)
                RecordingUpstream.write(client, request.substring(i, i + 1));

            assertThat(read(client)).startsWith("HTTP/1.1 200 ").contains("\"content\":\"b\"");
        }
    }

    @Test
    void shouldPassAStreamWholeToAClientThatReadsByteByByte() throws Exception {
        int events = 20_000;
        upstream.answers(
                (request, connection) -> {
                    RecordingUpstream.write(connection, HEAD);
                    for (int i = 0; i < events / 100; i++)
                        RecordingUpstream.chunk(connection, EVENT.repeat(100));
                    RecordingUpstream.chunk(connection, "");
                });

        long bytes = 0;
        try (InputStream slow = open("sk-own").body()) {
            while (slow.read() >= 0) bytes++;
        }

        assertThat(bytes).isEqualTo((long) events * EVENT.length());
    }

    @Test
    void shouldPassHtmlOnAndNotSampleIt() throws Exception {
        upstream.answers(
                RecordingUpstream.http(
                        "200 OK", "Content-Type: text/html\r\n", "<html>Sign in</html>"));

        HttpResponse<String> answer = gateway.post(CHAT, BODY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<html>Sign in</html>");
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
        assertThat(gateway.meters.get("mtg.gateway.samples.waiting").gauge().value()).isZero();
    }

    @Test
    void shouldEndWhatARevokedKeyBeganAndRefuseItsNextRequest() throws Exception {
        CountDownLatch revoked = new CountDownLatch(1);
        upstream.answers(
                (request, connection) -> {
                    RecordingUpstream.write(connection, HEAD);
                    RecordingUpstream.chunk(connection, EVENT);
                    if (!revoked.await(20, TimeUnit.SECONDS)) throw new IOException("no end");
                    RecordingUpstream.chunk(connection, EVENT);
                    RecordingUpstream.chunk(connection, "");
                });

        try (InputStream stream = open(KEY).body()) {
            stream.readNBytes(EVENT.length());
            Files.writeString(gateway.file(), "projects: {dyck: {model: m}}\n");
            await().until(() -> open(KEY).statusCode() == 401);
            revoked.countDown();

            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(EVENT);
        }
    }

    @Test
    void shouldStateThatARequestOfTheApiEndedBeforeItsEnd() throws Exception {
        String head =
                "POST /api/v1/tasks HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer %s\r\nContent-Length: 90\r\n\r\n";

        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(client, head.formatted(KEY) + "{\"project\":");
            client.shutdownOutput();

            assertThat(read(client))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("urn:mtg:problem:invalid-body", "ended before its end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "a%00b", "%ff", "a;b", "..%2f", "\u00fc"})
    void shouldRefuseOddPathsWithoutAStackTrace(String name) throws Exception {
        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    client,
                    "GET /api/v1/projects/%s HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(name, KEY));

            assertThat(read(client))
                    .matches("(?s)HTTP/1.1 4\\d\\d .*")
                    .doesNotContain("at org.", "at java", "Exception", KEY);
        }
    }

    private HttpResponse<InputStream> open(String key) throws Exception {
        return gateway.client()
                .send(
                        gateway.request(CHAT)
                                .setHeader("Authorization", "Bearer " + key)
                                .POST(BodyPublishers.ofString(BODY))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String read(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
