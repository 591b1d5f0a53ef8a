package metatextgrad.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.http.HttpTransfer;
import metatextgrad.simulator.http.JdkHttpServer;

/**
 * A model server that reads each request to the end, parses none of it and always sends the same
 * response. Benchmarks of the transport use it: the simulator parses each prompt, which takes
 * longer than the transport of a long one.
 */
public final class PlainServer implements AutoCloseable {
    private static final JsonResponse ANSWER =
            new JsonResponse(
                    200,
                    """
                    {"id":"chatcmpl-plain","object":"chat.completion","created":1767225600,\
                    "model":"plain","choices":[{"index":0,\
                    "message":{"role":"assistant","content":"] )","refusal":null},\
                    "logprobs":null,"finish_reason":"stop"}],\
                    "usage":{"prompt_tokens":1000,"completion_tokens":2,"total_tokens":1002}}\
                    """);

    private final JdkHttpServer server;

    private PlainServer(JdkHttpServer server) {
        this.server = server;
    }

    /** Listens on any free port of the loopback address. */
    public static PlainServer start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new PlainServer(JdkHttpServer.start(address, PlainServer::answer));
    }

    /** The base URL for a client; ends in {@code /v1}. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** Stops, and interrupts requests in flight. */
    @Override
    public void close() {
        server.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        HttpTransfer.send(exchange, ANSWER);
    }
}
