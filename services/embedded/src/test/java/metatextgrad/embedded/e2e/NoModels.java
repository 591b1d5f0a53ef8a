package metatextgrad.embedded.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A web server that is no model server: it answers everything with 404. */
record NoModels(HttpServer server) implements AutoCloseable {
    static NoModels start() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        server.start();
        return new NoModels(server);
    }

    /** One that answers this path so. */
    static NoModels answering(String path, int status, String body) throws IOException {
        NoModels server = start();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.server()
                .createContext(
                        path,
                        exchange -> {
                            exchange.getRequestBody().readAllBytes();
                            exchange.sendResponseHeaders(status, bytes.length);
                            exchange.getResponseBody().write(bytes);
                            exchange.close();
                        });
        return server;
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
