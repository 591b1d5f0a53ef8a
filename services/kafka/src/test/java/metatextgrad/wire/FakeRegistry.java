package metatextgrad.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The few requests of a registry that our serde and registration make; it checks no rule. */
public final class FakeRegistry implements AutoCloseable {
    private static final String BASE = "/apis/registry/v3";
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // The registry's client logs whole schemas at INFO past SLF4J, under names of no package.
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    private final HttpServer server;
    private final List<String> contents = new ArrayList<>();
    private final Map<String, Long> artifacts = new TreeMap<>();
    private String rule = "";
    private int fail;
    private int requests;
    private @Nullable String authorization;
    private final String scheme;

    public FakeRegistry() throws IOException {
        this("http", HttpServer.create());
    }

    /** A registry with TLS. */
    public FakeRegistry(SSLContext tls) throws IOException {
        this("https", secured(tls));
    }

    private FakeRegistry(String scheme, HttpServer server) throws IOException {
        this.scheme = scheme;
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpServer secured(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    public Map<String, String> config() {
        return Map.of("apicurio.registry.url", address());
    }

    public String address() {
        return root() + BASE;
    }

    /** Returns the address of the endpoint that gives each client the token {@code t0ken}. */
    public String tokenUrl() {
        return root() + "/token";
    }

    private String root() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Refuses requests with any other header {@code Authorization}. */
    public synchronized void requireAuthorization(String header) {
        authorization = header;
    }

    /** The next requests, this many, end with status 500. */
    synchronized void failing(int requests) {
        fail = requests;
    }

    synchronized int requests() {
        return requests;
    }

    public synchronized List<String> artifacts() {
        return List.copyOf(artifacts.keySet());
    }

    synchronized int contentId(String record) {
        String start = "{\"type\":\"record\",\"name\":\"" + record + "\"";
        return IntStream.range(0, contents.size())
                .filter(id -> contents.get(id).startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String whole = exchange.getRequestURI().getPath();
        if (whole.equals("/token")) {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\",\"expires_in\":300}");
            return;
        }
        String path = whole.substring(BASE.length());
        String request = exchange.getRequestMethod() + " " + path;
        requests++;
        if (fail-- > 0) answer(exchange, 500, "{\"status\":500,\"title\":\"trouble\"}");
        else if (request.equals("GET /system/info"))
            answer(exchange, 200, "{\"version\":\"3.1.7\"}");
        else if (authorization != null
                && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization")))
            answer(exchange, 401, "{\"status\":401,\"title\":\"unauthorized\"}");
        else if (request.equals("GET /groups"))
            answer(exchange, 200, "{\"groups\":[],\"count\":0}");
        else if (request.equals("POST /search/versions")) search(exchange, body);
        else if (request.endsWith("/artifacts")) register(exchange, body);
        else if (request.endsWith("/references")) answer(exchange, 200, "[]");
        else if (request.startsWith("GET /ids/contentIds/")) content(exchange, path);
        else if (request.contains("/rules")) rule(exchange, body);
        else if (request.equals("POST /groups")) answer(exchange, 409, "{\"status\":409}");
        else answer(exchange, 404, "{\"status\":404}");
    }

    private void search(HttpExchange exchange, String schema) throws IOException {
        Long id = artifacts.get(parameter(exchange, "artifactId") + " " + schema);
        answer(
                exchange,
                200,
                id == null
                        ? "{\"count\":0,\"versions\":[]}"
                        : "{\"count\":1,\"versions\":[" + version(id) + "]}");
    }

    private void register(HttpExchange exchange, String body) throws IOException {
        JsonNode artifact = JSON.readTree(body);
        String schema = artifact.at("/firstVersion/content/content").asText();
        if (!contents.contains(schema)) contents.add(schema);
        long id = contents.indexOf(schema);
        artifacts.put(artifact.get("artifactId").asText() + " " + schema, id);
        answer(exchange, 200, "{\"artifact\":{},\"version\":" + version(id) + "}");
    }

    private void content(HttpExchange exchange, String path) throws IOException {
        int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        if (id < contents.size()) answer(exchange, 200, contents.get(id));
        else answer(exchange, 404, "{\"status\":404,\"title\":\"No content with id\"}");
    }

    private void rule(HttpExchange exchange, String body) throws IOException {
        if (!body.isEmpty()) rule = JSON.readTree(body).get("config").asText();
        if (rule.isEmpty()) answer(exchange, 404, "{\"status\":404}");
        else answer(exchange, 200, "{\"ruleType\":\"COMPATIBILITY\",\"config\":\"" + rule + "\"}");
    }

    private static String version(long id) {
        return "{\"globalId\":%d,\"contentId\":%d,\"groupId\":\"g\",\"artifactId\":\"a\",\"version\":\"1\"}"
                .formatted(id, id);
    }

    private static String parameter(HttpExchange exchange, String name) {
        for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts[0].equals(name)) return URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("no parameter " + name);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
