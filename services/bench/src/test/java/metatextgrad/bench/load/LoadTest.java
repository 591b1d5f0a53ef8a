package metatextgrad.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import metatextgrad.bench.load.LoadOrder.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load generator and the model server of measurements, without processes. */
final class LoadTest {
    private FixedUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = FixedUpstream.start();
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    private LoadOrder order(Kind kind, int count) {
        return new LoadOrder(
                kind, URI.create(upstream.baseUrl() + "/chat/completions"), 500, count);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "STREAM"})
    void shouldSendAllRequestsAndTimeTheirAnswers(Kind kind) {
        LoadResult result = LoadRound.run(order(kind, 40));

        assertThat(result.reason()).isEmpty();
        assertThat(result.answered()).isEqualTo(40);
        assertThat(result.failed()).isZero();
        assertThat(result.millis(0)).isGreaterThanOrEqualTo(FixedUpstream.DELAY.toMillis() - 1);
    }

    @Test
    void shouldKeepStreamsOpenUntilTheyAreClosed() {
        try (OpenStreams streams = OpenStreams.open(order(Kind.OPEN, 20))) {
            LoadResult result = streams.result();

            assertThat(result.reason()).isEmpty();
            assertThat(result.failed()).isZero();
            assertThat(result.answered()).isEqualTo(20);
        }
    }

    /** An answer that is slow delays no request, and counts from the moment it was due. */
    @Test
    void shouldSendThoughNoAnswerComes() throws Exception {
        CountDownLatch all = new CountDownLatch(20);
        HttpServer server = server(all);
        try {
            LoadResult result = LoadRound.run(order(server, 20));

            assertThat(all.getCount()).isZero();
            assertThat(result.answered()).isEqualTo(20);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldCountWhatIsRefused() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(429, -1);
                    exchange.close();
                });
        server.start();
        try {
            LoadResult result = LoadRound.run(order(server, 5));

            assertThat(result.failed()).isEqualTo(5);
            assertThat(result.answered()).isZero();
            assertThat(result.reason()).isEqualTo("the status is 429");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldSendBodiesOfOneKibibyte() {
        for (Kind kind : Kind.values()) {
            String request = new String(LoadRequest.of(order(kind, 1).target(), kind));
            assertThat(request.substring(request.indexOf("\r\n\r\n") + 4)).hasSize(1024);
        }
    }

    @Test
    void shouldReadWhatItWrites() {
        LoadOrder order = order(Kind.STREAM, 7);
        LoadResult result =
                LoadRound.run(order)
                        .with(new LoadResult(2, LoadResult.none().micros(), "no answer"));

        assertThat(LoadOrder.read(order.line())).isEqualTo(order);
        assertThat(LoadResult.read(result.line())).isEqualTo(result);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.answered()).isEqualTo(7);
    }

    @Test
    void shouldWriteAReasonOfSomeLinesAsOne() {
        LoadResult result = new LoadResult(1, LoadResult.none().micros(), "first\r\n  second");

        assertThat(LoadResult.read(result.line()).reason()).isEqualTo("first second");
        assertThat(result.line()).hasLineCount(1);
    }

    private static LoadOrder order(HttpServer server, int count) {
        URI target =
                URI.create(
                        "http://127.0.0.1:"
                                + server.getAddress().getPort()
                                + "/v1/chat/completions");
        return new LoadOrder(Kind.PLAIN, target, 500, count);
    }

    /** Answers once all requests are there. */
    private static HttpServer server(CountDownLatch all) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    all.countDown();
                    try {
                        all.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write(new byte[2]);
                    exchange.close();
                });
        server.start();
        return server;
    }
}
