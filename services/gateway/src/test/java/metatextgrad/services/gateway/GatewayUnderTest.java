package metatextgrad.services.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import metatextgrad.config.Settings;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.records.RecordReader;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.services.gateway.settings.KeyStreams;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.traffic.Backlog.Lags;
import metatextgrad.services.gateway.traffic.KafkaWriter;
import metatextgrad.services.gateway.traffic.TrafficWriter;
import metatextgrad.services.gateway.upstream.HttpCalls;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;
import org.jspecify.annotations.Nullable;

/** A gateway on a folder, in front of an upstream, without Kafka. */
final class GatewayUnderTest implements AutoCloseable {
    /** A valid gateway key, and its hash in the file. */
    static final String KEY = "mtg-0123456789abcdef";

    /** The key of an operator. */
    static final String OPERATOR = "mtg-fedcba9876543210";

    static final String UPSTREAM_KEY = "sk-upstream-0123456789";

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Path folder;
    private final URI upstream;
    private HttpClient client = HttpClient.newHttpClient();
    private @Nullable KafkaWriter kafka;
    private @Nullable RecordReader records;
    private Lags lags = Lags.NONE;
    private Duration silence = HttpCalls.SILENCE;
    private long room = Gateway.ROOM;
    private @Nullable ApiKey clientSecret;
    private int port;
    private int streams = KeyStreams.MOST;
    private Tracing tracing = Tracing.OFF;
    private Gateway gateway;

    GatewayUnderTest(Path folder, URI upstream) throws IOException {
        this.folder = folder;
        this.upstream = upstream;
    }

    /** Starts with these rules of projects, as YAML, and the key. */
    GatewayUnderTest rules(String projects) throws IOException {
        Files.writeString(
                file(), keysOf("dyck", "shop", "ada") + "projects:\n" + projects.indent(2));
        return this;
    }

    /** Has both keys for these projects, with these names. */
    GatewayUnderTest keys(String projects, String reader, String operator) throws IOException {
        Files.writeString(file(), keysOf(projects, reader, operator));
        return this;
    }

    private static String keysOf(String projects, String reader, String operator) {
        return """
        keys:
          - name: %1$s
            sha256: %2$s
            projects: [%5$s]
            scopes: [serve, feed, read]
          - name: %3$s
            sha256: %4$s
            projects: [%5$s]
            scopes: [read, operate]
        """
                .formatted(
                        reader,
                        GatewayRules.hash(KEY),
                        operator,
                        GatewayRules.hash(OPERATOR),
                        projects);
    }

    /** Reads past records there; null for Kafka. */
    GatewayUnderTest records(@Nullable RecordReader past) {
        records = past;
        return this;
    }

    /** Writes there, and not to Kafka. */
    GatewayUnderTest kafka(KafkaWriter writer) {
        kafka = writer;
        return this;
    }

    /** States that so much waits in Kafka. */
    GatewayUnderTest lags(Lags waiting) {
        lags = waiting;
        return this;
    }

    /** Lets a key have so many streams. */
    GatewayUnderTest streams(int most) {
        streams = most;
        return this;
    }

    /** Makes spans there. */
    GatewayUnderTest tracing(Tracing made) {
        tracing = made;
        return this;
    }

    /** Lets a model server be silent for so long. */
    GatewayUnderTest silence(Duration limit) {
        silence = limit;
        return this;
    }

    /** Lets requests in flight take so many bytes of the heap. */
    GatewayUnderTest room(long bytes) {
        room = bytes;
        return this;
    }

    /** Listens there. */
    GatewayUnderTest port(int fixed) {
        port = fixed;
        return this;
    }

    /** Has this secret at its sign-in provider. */
    GatewayUnderTest clientSecret(String secret) {
        clientSecret = ApiKey.of(secret);
        return this;
    }

    Path file() {
        return folder.resolve("gateway.yaml");
    }

    /** Keeps a serving table, as an earlier process of the gateway would have. */
    GatewayUnderTest table(String json) {
        new ServingTables(folder.resolve("data/gateway")).accept(json);
        return this;
    }

    GatewayUnderTest start() throws IOException {
        if (client.isTerminated()) client = HttpClient.newHttpClient();
        if (!Files.exists(file())) rules("  {}");
        gateway =
                Gateway.start(
                        new GatewayConfig(
                                settings(),
                                "127.0.0.1",
                                port,
                                file(),
                                upstream,
                                ApiKey.of(UPSTREAM_KEY),
                                clientSecret,
                                Map.of(),
                                tracing),
                        EventSerde.local(),
                        new GatewayMeters(meters),
                        new Gateway.Parts(
                                kafka == null
                                        ? new TrafficWriter(settings(), EventSerde.local())
                                        : kafka,
                                () -> lags,
                                records,
                                silence,
                                streams,
                                room));
        return this;
    }

    Gateway gateway() {
        return gateway;
    }

    /** Nothing listens at the address of its Kafka. */
    private Settings settings() {
        return new Settings(
                "127.0.0.1:1",
                null,
                "mtg.",
                null,
                folder.resolve("data"),
                0,
                1,
                (short) 1,
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                Map.of());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer sk-own");
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    double served(String by) {
        return meters.find("mtg.gateway.requests").tag("served", by).counters().stream()
                .mapToDouble(one -> one.count())
                .sum();
    }

    /** A table of one version of one call. */
    static String table(String version, String text) {
        return """
                {"project": "dyck", "serial": 4, "versions": [%s], "labels": {"production": "%s"}, "labelled": [%s]}"""
                .formatted(version(version, text, 1), version, version(version, text, 1));
    }

    /** A table of two versions with a label of the second one. */
    static String twoVersions() {
        String first = version("v1", "First.", .75);
        String second = version("v2", "Second.", .25);
        return """
                {"project": "dyck", "serial": 4, "versions": [%s, %s], "labels": {"production": "v1", "eu": "v2"}, "labelled": [%s, %s]}"""
                .formatted(first, second, first, second);
    }

    static String version(String version, String text, double share) {
        return """
                {"version": "%s", "role": "champion", "share": %s, "text": "%s", "program": %s}"""
                .formatted(version, share, text, program(text));
    }

    static String program(String text) {
        return "{\"nodes\":[%s],\"output\":\"answer\"}".formatted(node("answer", text, "task"));
    }

    static String node(String id, String text, String input) {
        return """
                {"type":"llm","id":"%s","prompt":{"value":"%s","role":"system prompt","trainable":true},"inputs":["%s"]}"""
                .formatted(id, text, input);
    }

    /** Without open connections the gateway has nothing to wait for. */
    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
    }
}
