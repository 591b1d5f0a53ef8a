package metatextgrad.modelclient;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server that reads requests and lets a script do to the connection what it likes. */
final class RawServer implements AutoCloseable {
    /** What happens after a request was read. */
    @FunctionalInterface
    interface Script {
        void answer(Socket connection) throws IOException;
    }

    private final ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Script script;

    RawServer(Script script) throws IOException {
        this.script = script;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static Script http(int status, String headers, String body) {
        return http(status, "application/json", headers, body);
    }

    static Script http(int status, String type, String headers, String body) {
        return connection -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\n" + headers;
            String length = "Content-Length: " + bytes.length + "\r\n\r\n";
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes((head + length).getBytes(StandardCharsets.UTF_8));
            all.writeBytes(bytes);
            connection.getOutputStream().write(all.toByteArray());
        };
    }

    void answers(Script next) {
        script = next;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v1");
    }

    /** Head and body of each request, in order. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String request = read(in);
            while (request != null) {
                requests.add(request);
                script.answer(connection);
                request = connection.isClosed() ? null : read(in);
            }
        } catch (IOException gone) {
            // The script or the client ended the connection.
        }
    }

    private static @Nullable String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) return null;
            head.append((char) next);
        }
        int length =
                head.toString()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
