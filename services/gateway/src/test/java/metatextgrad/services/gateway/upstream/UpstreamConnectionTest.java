package metatextgrad.services.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a connection that waits in the pool is not used again. */
final class UpstreamConnectionTest {
    private final UpstreamConnection connection = new UpstreamConnection();
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connection.bind(new Socket(listening.getInetAddress(), listening.getLocalPort()));
            server = listening.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        connection.close();
    }

    @Test
    void shouldBeUsableWhileNothingCame() throws IOException {
        assertThat(connection.isStale()).isFalse();
        assertThat(connection.isStale()).isFalse();
    }

    @Test
    void shouldEndWithItsServer() throws IOException {
        server.close();

        await().until(connection::isStale);
    }

    @Test
    void shouldEndWhenBytesComeThatNoRequestWaitsFor() throws IOException {
        server.getOutputStream()
                .write(
                        "HTTP/1.1 408 Timeout\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));

        await().until(connection::isStale);
    }
}
