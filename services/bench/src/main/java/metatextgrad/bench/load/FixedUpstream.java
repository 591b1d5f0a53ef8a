package metatextgrad.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A model server that gives every request the same answer, after the same delay: whole, as a stream
 * that ends, or as one that sends a token now and then until the client leaves. It parses no
 * request. Thread-safe.
 */
public final class FixedUpstream implements AutoCloseable {
    static final String MODEL = "fixed";

    /** A request with it gets a stream that stays open. */
    static final String HOLD = "Hold-this-stream-open:";

    /** From a request to its answer, or to its first token. */
    static final Duration DELAY = Duration.ofMillis(20);

    /** Between two tokens of a stream that ends. */
    private static final Duration GAP = Duration.ofMillis(5);

    /** Between two tokens of a stream that stays open. */
    static final Duration BEAT = Duration.ofSeconds(5);

    private static final int TOKENS = 8;
    private static final int BACKLOG = 4096;
    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");

    private static final byte[] WHOLE =
            whole(
                    "{\"id\":\"chatcmpl-fixed\",\"object\":\"chat.completion\",\"created\":1767225600,\"model\":\"fixed\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Answer: > } ] )\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":8,\"total_tokens\":308}}");

    private static final byte[] HEAD =
            ascii(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");

    private static final byte[] TOKEN = event(chunk("{\"content\":\"> \"}", "null"));
    private static final byte[] LAST = event(chunk("{}", "\"stop\""));
    private static final byte[] END = ascii("e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");

    private final ServerSocket server;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private FixedUpstream(ServerSocket server) {
        this.server = server;
    }

    /** Listens on any free port of the loopback address. */
    public static FixedUpstream start() throws IOException {
        FixedUpstream upstream =
                new FixedUpstream(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(upstream::accept);
        return upstream;
    }

    /** Returns the base URL for a client; it ends in {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getLocalPort()));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            HttpInput in = new HttpInput(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (HttpInput.Head head = in.head(); head != null; head = in.head())
                answer(in.body(head), out);
        } catch (IOException e) {
            // The client left, as those of open streams do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private static void answer(String body, OutputStream out)
            throws IOException, InterruptedException {
        Thread.sleep(DELAY);
        if (!STREAM.matcher(body).find()) {
            out.write(WHOLE);
            return;
        }
        boolean stays = body.contains(HOLD);
        out.write(join(HEAD, TOKEN));
        for (int token = 1; stays || token < TOKENS; token++) {
            Thread.sleep(stays ? BEAT : GAP);
            out.write(TOKEN);
        }
        out.write(join(LAST, END));
    }

    private static byte[] whole(String body) {
        return ascii(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(body.length(), body));
    }

    private static String chunk(String delta, String reason) {
        return "{\"id\":\"chatcmpl-fixed\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"fixed\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}"
                .formatted(delta, reason);
    }

    private static byte[] event(String json) {
        String event = "data: " + json + "\n\n";
        return ascii(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) client.close();
    }
}
