package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

final class ModelTransportTest {
    /** Beyond any busy machine, and below the five minutes that a client takes by default. */
    private static final Duration BY_THEN = Duration.ofMinutes(4);

    /**
     * A prompt of more than 8 KB leaves in several writes. Without TCP_NODELAY the last one waits
     * 40 ms for an acknowledgement (RELIABILITY §13.1): {@code ./mtg bench --only http} measures
     * it.
     */
    @Test
    void shouldSendEachWriteAtOnce() throws IOException {
        SocketFactory sockets = ModelTransport.client(8).socketFactory();
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 50, here);
                Socket open = sockets.createSocket();
                Socket connected = sockets.createSocket(here, server.getLocalPort())) {
            assertThat(open.getTcpNoDelay()).isTrue();
            assertThat(connected.getTcpNoDelay()).isTrue();
            open.connect(server.getLocalSocketAddress());
            assertThat(open.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void shouldCloseAnIdleConnectionBeforeTheServer() throws IOException {
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
