package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server that answers what a test states, and records what it gets. */
final class ScriptedGateway implements AutoCloseable {
    record Received(String method, String path, Map<String, List<String>> headers, String body) {
        @Nullable String header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Function<Received, Answer> script = this::healthy;
    private volatile byte[] table = Tables.json("dyck", 4, "one", "two", .25);

    ScriptedGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void serves(byte[] json) {
        table = json;
    }

    void answers(Function<Received, Answer> next) {
        script = next;
    }

    List<Received> received(String path) {
        return received.stream().filter(one -> one.path.equals(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Answer healthy(Received request) {
        if (request.method.equals("POST")) return Answer.of(202, "{}");
        String json = new String(table, UTF_8);
        String tag = "\"" + Integer.toHexString(json.hashCode()) + "\"";
        Map<String, String> headers = Map.of("ETag", tag, "Cache-Control", "private, max-age=1");
        return tag.equals(request.header("If-none-match"))
                ? new Answer(304, headers, "")
                : new Answer(200, headers, json);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request =
                    new Received(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getRawPath(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            received.add(request);
            Answer answer = script.apply(request);
            answer.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
