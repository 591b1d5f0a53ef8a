package metatextgrad.services.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events, one after another. */
final class SseClient implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    /** An event. */
    record Received(@Nullable String id, String type, String data) {}

    SseClient(HttpResponse<InputStream> response) {
        this.response = response;
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** Waits for the next event; empty at the end of the stream. */
    Optional<Received> next() throws IOException {
        String id = null;
        String type = null;
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) id = line.substring(4);
            else if (line.startsWith("event: ")) type = line.substring(7);
            else if (line.startsWith("data: ")) data.append(line.substring(6));
            else if (line.isEmpty() && type != null)
                return Optional.of(new Received(id, type, data.toString()));
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
