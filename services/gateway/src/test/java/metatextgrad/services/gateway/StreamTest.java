package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamTest extends GatewayTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String EVENT = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";

    @BeforeEach
    void start() throws Exception {
        gateway.rules("dyck: {model: m}").table(table("v1", "Served")).start();
    }

    private HttpResponse<InputStream> open() throws Exception {
        return gateway.client()
                .send(
                        gateway.request("/p/dyck/v1/chat/completions")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void shouldPassEachEventOnWhenItComes() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        upstream.answers(
                (request, connection) -> {
                    RecordingUpstream.write(connection, HEAD);
                    RecordingUpstream.chunk(connection, EVENT);
                    // The rest comes only after the client has the first event.
                    if (!read.await(20, TimeUnit.SECONDS)) throw new IOException("not flushed");
                    RecordingUpstream.chunk(connection, "data: [DONE]\n\n");
                    RecordingUpstream.chunk(connection, "");
                });

        HttpResponse<InputStream> answer = open();
        byte[] first = answer.body().readNBytes(EVENT.length());
        read.countDown();

        assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo(EVENT);
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("data: [DONE]\n\n");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/event-stream; charset=utf-8");
        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("v1");
        assertThat(upstream.last().text()).contains("\"stream\":true");
    }

    @Test
    void shouldBreakOffWhenTheServerDoes() throws Exception {
        upstream.answers(
                (request, connection) -> {
                    RecordingUpstream.write(connection, HEAD);
                    RecordingUpstream.chunk(connection, EVENT);
                    connection.close();
                });

        HttpResponse<InputStream> answer = open();

        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void shouldEndTheCallWhenTheClientGoesAway() throws Exception {
        upstream.answers(
                (request, connection) -> {
                    RecordingUpstream.write(connection, HEAD);
                    while (true) RecordingUpstream.chunk(connection, EVENT.repeat(1000));
                });

        open().body().close();

        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldEndTheCallOfAClientThatDoesNotWaitForItsHead() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        upstream.answers(
                (request, connection) -> {
                    called.countDown();
                    if (connection.getInputStream().read() < 0) throw new IOException("ended");
                });

        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    client,
                    "POST /p/dyck/v1/chat/completions HTTP/1.1\r\nHost: gateway\r\nContent-Length: 44\r\n\r\n{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldAnswerManyRequestsOfOneConnection() throws Exception {
        upstream.answers(RecordingUpstream.completion("b"));
        String request =
                "POST /p/dyck/v1/chat/completions HTTP/1.1\r\nHost: gateway\r\nContent-Length: 44\r\n%s\r\n{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";

        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            for (int i = 0; i < 50; i++) {
                RecordingUpstream.write(client, request.formatted(""));
                byte[] answer = new byte[8192];
                int length = client.getInputStream().read(answer);
                while (!new String(answer, 0, length, StandardCharsets.UTF_8).endsWith("}]}"))
                    length += client.getInputStream().read(answer, length, 8192 - length);
                assertThat(new String(answer, 0, length, StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200");
            }
        }
        assertThat(upstream.received()).hasSize(50);
    }

    @Test
    void shouldEndWhatItAnswersBeforeItShutsDown() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        upstream.answers(
                (request, connection) -> {
                    RecordingUpstream.write(connection, HEAD);
                    RecordingUpstream.chunk(connection, EVENT);
                    if (!closing.await(20, TimeUnit.SECONDS)) throw new IOException("no end");
                    RecordingUpstream.chunk(connection, "data: [DONE]\n\n");
                    RecordingUpstream.chunk(connection, "");
                });
        HttpResponse<InputStream> answer = open();
        answer.body().readNBytes(EVENT.length());

        Thread end = Thread.ofVirtual().start(gateway.gateway()::close);
        await().until(() -> !gateway.gateway().report().ready());
        closing.countDown();

        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("data: [DONE]\n\n");
        end.join();
    }
}
