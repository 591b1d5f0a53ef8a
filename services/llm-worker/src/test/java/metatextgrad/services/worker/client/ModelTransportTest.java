package metatextgrad.services.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

final class ModelTransportTest {
    /** Beyond a busy machine, and far below the five minutes that a client takes by default. */
    private static final Duration BY_THEN = Duration.ofSeconds(30);

    @Test
    void shouldPutAConnectionAwayBeforeItsServerDoes() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
        server.start();
        try {
            OkHttpClient client = ModelTransport.client(8);
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            try (Response response =
                    client.newCall(new Request.Builder().url(url).build()).execute()) {
                assertThat(response.code()).isEqualTo(204);
            }
            assertThat(client.connectionPool().connectionCount()).isOne();

            await().atMost(BY_THEN).until(() -> client.connectionPool().connectionCount() == 0);
        } finally {
            server.stop(0);
        }
    }
}
