package metatextgrad.simulator;

import com.sun.net.httpserver.HttpExchange;

import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.http.HttpTransfer;
import metatextgrad.simulator.http.JdkHttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A model that reads what it is asked to the end, understands nothing of it and answers always the
 * same, for those who measure the way to a model: the simulator reads every prompt closely, which
 * takes longer than the way of a long one.
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

    /** On any free port of the loopback address. */
    public static PlainServer start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new PlainServer(JdkHttpServer.start(address, PlainServer::answer));
    }

    /** What a client takes for its base URL; ends in {@code /v1}. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** Cuts off what is in flight. */
    @Override
    public void close() {
        server.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        HttpTransfer.send(exchange, ANSWER);
    }
}
