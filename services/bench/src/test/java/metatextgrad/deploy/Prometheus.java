package metatextgrad.deploy;

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
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.testing.StablePort;

/** A real Prometheus that scrapes one port each second, as a child process. */
final class Prometheus implements AutoCloseable {
    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Prometheus start(Path folder, int scraped) throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {scrape_interval: 1s, scrape_timeout: 1s}
                        scrape_configs:
                          - job_name: mtg
                            static_configs:
                              - targets: ["127.0.0.1:%d"]
                                labels: {service: test}
                        """
                                .formatted(scraped));
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
        return new Prometheus(process, port);
    }

    /** The values of a query now. */
    List<Double> query(String query) {
        String url =
                "http://127.0.0.1:%d/api/v1/query?query=%s"
                        .formatted(port, URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            String body =
                    client.send(
                                    HttpRequest.newBuilder(URI.create(url)).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            JsonNode answer = new ObjectMapper().readTree(body);
            if (!answer.path("status").asText().equals("success"))
                throw new IllegalStateException(query + ": " + body);
            List<Double> values = new ArrayList<>();
            for (JsonNode series : answer.path("data").path("result"))
                values.add(Double.valueOf(series.path("value").path(1).asText()));
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
