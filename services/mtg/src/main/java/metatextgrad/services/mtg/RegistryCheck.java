package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import metatextgrad.streams.Settings;

/**
 * Checks that a schema registry answers at an address before anything relies on it. A wrong address
 * that answers 404 would look like a registry without our schemas.
 */
final class RegistryCheck {
    /** How long a command waits for it. */
    static final Duration COMMAND = Duration.ofSeconds(10);

    /** How long a service waits for it: both may start at the same time. */
    static final Duration SERVICE = Duration.ofMinutes(2);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;

    private final String url;

    private RegistryCheck(String url) {
        this.url = url;
    }

    /**
     * Returns once a registry answers.
     *
     * @throws EnvironmentProblem with exit code 6 if none answers in time, 78 if another server
     *     does
     */
    static void require(Settings settings, Duration patience) {
        new RegistryCheck(requireNonNull(settings.registryUrl(), "no registry is configured"))
                .await(System.nanoTime() + patience.toNanos());
    }

    static EnvironmentProblem silent(String url, Throwable cause) {
        return Exit.UNREACHABLE.problem(
                cause,
                "no schema registry answers at %s: start one (mtg up --data FOLDER), or set APICURIO_REGISTRY_URL to a running one",
                url);
    }

    private void await(long end) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            while (true) {
                try {
                    if (answers(client, end)) return;
                    if (System.nanoTime() > end) throw new IOException("in trouble");
                } catch (IOException e) {
                    if (System.nanoTime() > end) throw silent(url, e);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    /** Whether a registry answers; false while it may still be starting. */
    private boolean answers(HttpClient client, long end) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url.replaceFirst("/+$", "") + "/system/info"))
                        .timeout(Duration.ofNanos(Math.max(1, end - System.nanoTime())))
                        .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status >= 500 || status == 408 || status == 429) return false;
        if (status != 200) throw noRegistry("it answers with status " + status);
        if (!tellsItsVersion(response.body())) throw noRegistry("it answers with something else");
        return true;
    }

    private static boolean tellsItsVersion(String body) {
        try {
            return new ObjectMapper().readTree(body).path("version").isTextual();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private EnvironmentProblem noRegistry(String what) {
        return Exit.CONFIGURATION.problem(
                "%s is not a schema registry, %s: check APICURIO_REGISTRY_URL; most addresses end in /apis/registry/v3",
                url, what);
    }
}
