package metatextgrad.services.gateway.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.OidcRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a gateway requests the metadata of its provider. */
final class ProviderMetadataTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final ProviderMetadata metadata = new ProviderMetadata(() -> now);
    private volatile boolean answers = true;
    private HttpServer server;
    private OidcRules rules;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> {
                    requests.incrementAndGet();
                    await();
                    byte[] body = document(issuer).getBytes(UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(answers ? 200 : 500, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        rules =
                new OidcRules(
                        issuer,
                        "console",
                        URI.create("https://prompts.example"),
                        "openid",
                        "groups",
                        Map.of());
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        server.stop(0);
    }

    @Test
    void shouldAskOnceForAllWhoWait() throws Exception {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> waiting =
                    IntStream.range(0, 20)
                            .mapToObj(person -> people.submit(() -> metadata.of(rules)))
                            .toList();
            mayAnswer.countDown();
            for (Future<?> one : waiting) assertThat(one.get()).isEqualTo(metadata.of(rules));
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void shouldPauseAfterAFailure() {
        mayAnswer.countDown();
        answers = false;
        refused();
        now = now.plusMillis(4_999);
        refused();
        assertThat(requests).hasValue(1);

        now = now.plusMillis(1);
        answers = true;
        assertThat(metadata.of(rules).until()).isEqualTo(now.plusSeconds(3600));
        assertThat(requests).hasValue(2);
    }

    @Test
    void shouldKeepTheLastStatementWhileThereIsNoOther() {
        mayAnswer.countDown();
        ProviderMetadata.Known first = metadata.of(rules);
        answers = false;
        now = now.plusSeconds(3600);

        assertThat(metadata.of(rules)).isEqualTo(first);
        assertThat(metadata.of(rules)).isEqualTo(first);
        assertThat(requests).hasValue(2);
    }

    private void refused() {
        assertThatThrownBy(() -> metadata.of(rules))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("the sign-in provider gives no valid answer");
    }

    private void await() {
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String document(String issuer) {
        return """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/jwks", "subject_types_supported": ["public"],
         "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
                .formatted(issuer);
    }
}
