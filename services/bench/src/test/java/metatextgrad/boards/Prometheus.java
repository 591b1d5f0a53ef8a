package metatextgrad.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.process.StablePort;

/** A real Prometheus that scrapes pages of this machine each second, as a child process. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final int port;
    private final Path targets;
    private final Map<String, Integer> scraped = new TreeMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private Prometheus(Process process, int port, Path targets) {
        this.process = process;
        this.port = port;
        this.targets = targets;
    }

    /** Starts it, and scrapes the page of a service named {@code mtg} on this port. */
    static Prometheus start(Path folder, int scraped) throws IOException {
        Path targets = Files.writeString(folder.resolve("targets.json"), "[]");
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {scrape_interval: 1s, scrape_timeout: 1s}
                        scrape_configs:
                          - job_name: mtg
                            file_sd_configs: [{files: ["%s"], refresh_interval: 1s}]
                        """
                                .formatted(targets));
        int port = StablePort.any();
        Process process =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
        Prometheus prometheus = new Prometheus(process, port, targets);
        prometheus.scrape("mtg", scraped);
        return prometheus;
    }

    /** Scrapes the page of a further service, too. */
    void scrape(String service, int page) throws IOException {
        scraped.put(service, page);
        List<Map<String, Object>> groups = new ArrayList<>();
        scraped.forEach(
                (name, of) ->
                        groups.add(
                                Map.of(
                                        "targets",
                                        List.of("127.0.0.1:" + of),
                                        "labels",
                                        Map.of("service", name))));
        // Replaced as a whole: it is read at any time.
        Path next =
                Files.writeString(Path.of(targets + ".next"), MAPPER.writeValueAsString(groups));
        Files.move(next, targets, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the address of its API. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** The values of a query now. */
    List<Double> query(String query) {
        return List.copyOf(series(query).values());
    }

    /** The values of a query now, by the labels of their series. */
    Map<String, Double> series(String query) {
        String url =
                "%s/api/v1/query?query=%s"
                        .formatted(address(), URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            String body =
                    client.send(
                                    HttpRequest.newBuilder(URI.create(url)).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            JsonNode answer = MAPPER.readTree(body);
            if (!answer.path("status").asText().equals("success"))
                throw new IllegalStateException(query + ": " + body);
            Map<String, Double> values = new TreeMap<>();
            for (JsonNode series : answer.path("data").path("result"))
                values.put(
                        series.path("metric").toString(),
                        Double.valueOf(
                                series.path("value").path(1).asText().replace("Inf", "Infinity")));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        client.close();
    }
}
