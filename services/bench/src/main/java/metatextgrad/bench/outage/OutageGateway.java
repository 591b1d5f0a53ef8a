package metatextgrad.bench.outage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.cli.cluster.Http;
import metatextgrad.process.Ports;
import metatextgrad.process.StablePort;
import metatextgrad.services.gateway.Gateway;

/** A gateway in a process of its own, as {@code mtg service gateway} runs it. */
final class OutageGateway implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern SAMPLES =
            Pattern.compile(
                    "^mtg_gateway_samples_(?:total\\{.*outcome=\"(\\w+)\".*}|(waiting)(?:\\{.*})?) (\\S+)$",
                    Pattern.MULTILINE);

    private final OutageProxy.Server server;
    private final OutagePart process;

    /**
     * It is not started.
     *
     * @param environment its settings, without those of its folder and ports
     */
    OutageGateway(String name, Path folder, Map<String, String> environment) {
        server = new OutageProxy.Server(name, StablePort.any(), StablePort.any());
        Map<String, String> own = new TreeMap<>(environment);
        own.put("MTG_DATA", folder.toString());
        own.put("MTG_INSTANCE", name);
        own.put("MTG_GATEWAY_PORT", Integer.toString(server.port()));
        own.put("MTG_OPS_PORT", Integer.toString(server.checks()));
        process = OutagePart.service(Gateway.NAME, folder, own, this::hasReadAll);
    }

    OutageProxy.Server server() {
        return server;
    }

    OutagePart process() {
        return process;
    }

    /** Returns whether it has read all tables, and serves the project. */
    private boolean hasReadAll() {
        String health = page("/health/ready").orElse("");
        return health.contains("serves 1 projects") && !health.contains("last tables");
    }

    /** Returns its samples; empty if it does not answer. */
    Optional<OutageSamples> samples() {
        return page("/metrics").map(OutageGateway::samples);
    }

    static OutageSamples samples(String metrics) {
        Map<String, Long> numbers = new TreeMap<>();
        Matcher lines = SAMPLES.matcher(metrics);
        while (lines.find())
            numbers.put(
                    lines.group(1) == null ? lines.group(2) : lines.group(1),
                    Math.round(Double.parseDouble(lines.group(3))));
        return new OutageSamples(
                numbers.getOrDefault("written", 0L),
                numbers.getOrDefault("waiting", 0L),
                numbers.getOrDefault("dropped", 0L));
    }

    private Optional<String> page(String path) {
        URI address = URI.create("http://%s:%d%s".formatted(Ports.HOST, server.checks(), path));
        try {
            return Optional.of(Http.get(address, TIMEOUT).body());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
