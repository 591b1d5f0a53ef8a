package metatextgrad.services.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A model server that keeps every byte it gets, and answers what a test states. */
final class RecordingUpstream implements AutoCloseable {
    /** A request as it arrived. */
    record Received(String line, List<String> headers, byte[] body) {
        Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(one -> one.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(one -> one.substring(start.length()).strip())
                    .findFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Writes the answer to one request, and may keep the connection open. */
    @FunctionalInterface
    interface Script {
        void answer(Received request, Socket connection) throws Exception;
    }

    private final ServerSocket listening;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile Script script = ok("{}");
    private volatile boolean early;

    RecordingUpstream() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static Script ok(String body) {
        return http("200 OK", "Content-Type: application/json\r\n", body);
    }

    static Script completion(String text) {
        return ok(
                "{\"id\": \"c1\",  \"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}"
                        .formatted(text));
    }

    static Script http(String status, String headers, String body) {
        return (request, connection) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            write(
                    connection,
                    "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n"
                            .formatted(status, headers, bytes.length));
            connection.getOutputStream().write(bytes);
        };
    }

    static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void chunk(Socket connection, String text) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        write(connection, "%x\r\n%s\r\n".formatted(length, text));
    }

    void answers(Script next) {
        script = next;
    }

    /** Answers when it has the head of a request, and then takes the rest. */
    void answersEarly(Script next) {
        early = true;
        script = next;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v1");
    }

    List<Received> received() {
        return received;
    }

    Received last() {
        return received.getLast();
    }

    /** Ends when the gateway has closed a connection on which a script still wrote. */
    CountDownLatch cancelled() {
        return cancelled;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connection.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (!connection.isClosed()) {
                Optional<Received> head = head(in);
                if (head.isEmpty()) return;
                Received request = early ? head.get() : whole(head.get(), in);
                received.add(request);
                script.answer(request, connection);
                if (early) in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (Exception gone) {
            cancelled.countDown();
        }
    }

    private static Optional<Received> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) return Optional.empty();
            head.write(next);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        return Optional.of(
                new Received(lines.getFirst(), lines.subList(1, lines.size() - 1), new byte[0]));
    }

    private static Received whole(Received head, InputStream in) throws IOException {
        boolean chunked = head.header("transfer-encoding").isPresent();
        int length = head.header("content-length").map(Integer::parseInt).orElse(0);
        return new Received(head.line, head.headers, chunked ? chunks(in) : in.readNBytes(length));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in), 16);
            body.writeBytes(in.readNBytes(length));
            line(in);
            if (length == 0) return body.toByteArray();
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) throw new EOFException();
            if (next != '\r') line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
