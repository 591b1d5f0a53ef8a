package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens to requests for which the gateway has no heap. */
final class OverloadTest extends GatewayTest {
    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
    private static final int KIB = 1024;

    private void start(int kib) throws Exception {
        gateway.rules("dyck: {model: m}").table(table("v1", "Served")).room(kib * KIB).start();
    }

    @Test
    void shouldRefuseWhatComesWhileOthersTakeTheHeap() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        start(50);
        upstream.answers(
                (request, connection) -> {
                    called.countDown();
                    answer.await();
                    RecordingUpstream.completion("a").answer(request, connection);
                });
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> chat("first"));
        assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = chat("second");
        HttpResponse<String> passed = gateway.send(gateway.request("/v1/models").GET());
        answer.countDown();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(refused.body())
                .contains("\"code\":\"overloaded\"", "too many requests in flight: try again");
        assertThat(passed.statusCode()).isEqualTo(503);
        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(gateway.meters.get("mtg.gateway.overloaded").counter().count()).isEqualTo(2);
        // A client has its answer a moment before the request leaves.
        await().until(() -> chat("third").statusCode() == 200);
    }

    @Test
    void shouldRefuseABodyThatDoesNotFit() throws Exception {
        start(50);

        assertThat(chat("a".repeat(10 * KIB)).statusCode()).isEqualTo(503);
        assertThat(chat("a".repeat(4 * KIB * KIB)).statusCode()).isEqualTo(503);
        assertThat(chunked("a".repeat(4 * KIB * KIB)).statusCode()).isEqualTo(503);
        await().until(() -> upload(KIB * KIB).statusCode() == 200);
        await().until(() -> chat("short").statusCode() == 200);
    }

    private HttpResponse<String> chunked(String text) throws Exception {
        byte[] body = CHAT.formatted(text).getBytes(StandardCharsets.UTF_8);
        return gateway.send(
                gateway.request("/p/dyck/v1/chat/completions")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    private HttpResponse<String> upload(int bytes) throws Exception {
        return gateway.send(
                gateway.request("/v1/files").POST(BodyPublishers.ofByteArray(new byte[bytes])));
    }

    private HttpResponse<String> chat(String text) {
        try {
            return gateway.post("/p/dyck/v1/chat/completions", CHAT.formatted(text));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
