package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static metatextgrad.services.gateway.ServedProgramTest.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metatextgrad.services.gateway.tables.ServingTables;
import org.junit.jupiter.api.Test;

/** Model servers that send nothing, and clients that leave meanwhile. */
final class SilenceTest extends GatewayTest {
    private static final String CHAT = "/p/dyck/v1/chat/completions";
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String EVENT = "data: {}\n\n";
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Long enough for a head to arrive before it on a busy machine. */
    private static final Duration LONGER = Duration.ofSeconds(3);

    private final CountDownLatch called = new CountDownLatch(1);

    /** Answers with these bytes, and then waits until the gateway ends the connection. */
    private void answerAndFallSilent(String bytes) {
        upstream.answers(
                (request, connection) -> {
                    RecordingUpstream.write(connection, bytes);
                    called.countDown();
                    if (connection.getInputStream().read() < 0) throw new IOException("ended");
                });
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private double ended(String outcome) {
        return gateway.meters.find("mtg.gateway.calls").tag("outcome", outcome).timers().stream()
                .mapToLong(one -> one.count())
                .sum();
    }

    @Test
    void shouldAnswer504WhenNoHeadComes() throws Exception {
        gateway.silence(SHORT).table(table("v1", "Served")).start();
        answerAndFallSilent("");

        HttpResponse<String> answer = gateway.post(CHAT, BODY);

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"upstream_timeout\"");
        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldBreakOffAStreamThatFallsSilent() throws Exception {
        gateway.silence(LONGER).table(table("v1", "Served")).start();
        answerAndFallSilent(HEAD + chunk(EVENT));

        HttpResponse<InputStream> answer = open();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().readNBytes(EVENT.length())).hasSize(EVENT.length());
        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> ended("broken") == 1);
    }

    @Test
    void shouldEndASilentStreamWhenTheClientLeaves() throws Exception {
        gateway.table(table("v1", "Served")).start();
        answerAndFallSilent(HEAD + chunk(EVENT));

        HttpResponse<InputStream> answer = open();
        answer.body().readNBytes(EVENT.length());
        answer.body().close();

        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> ended("cancelled") == 1);
    }

    @Test
    void shouldEndASilentPassedResponseWhenTheClientLeaves() throws Exception {
        gateway.start();
        answerAndFallSilent("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(client, "GET /v1/models HTTP/1.1\r\nHost: gateway\r\n\r\n");
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldMakeNoFurtherCallOfAProgramWhenTheClientLeaves() throws Exception {
        gateway.rules("dyck: {model: gpt-served}");
        new ServingTables(folder.resolve("data/gateway")).accept(SeveralNodesTest.project());
        gateway.table(chain("")).start();
        answerAndFallSilent("");

        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    client,
                    "POST %s HTTP/1.1\r\nHost: gateway\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(CHAT, BODY.length(), BODY));
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> ended("cancelled") == 1);
        assertThat(upstream.received()).hasSize(1);
    }

    @Test
    void shouldStateThatTheUploadBrokeOffAndNotTheServer() throws Exception {
        gateway.start();

        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    client,
                    "POST /v1/files HTTP/1.1\r\nHost: gateway\r\nContent-Length: 100000\r\n\r\nhalf");
            client.shutdownOutput();

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"code\":\"client_gone\"");
        }
    }

    private HttpResponse<InputStream> open() throws Exception {
        return gateway.client()
                .send(
                        gateway.request(CHAT).POST(BodyPublishers.ofString(BODY)).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }
}
