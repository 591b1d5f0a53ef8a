package metatextgrad.cli.cluster;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/**
 * Checks that a schema registry answers at an address before anything relies on it. A wrong address
 * that answers 404 would look like a registry without our schemas.
 */
public final class RegistryCheck {
    /** How long a command waits for it. */
    static final Duration COMMAND = Duration.ofSeconds(10);

    /** How long a service waits for it: both may start at the same time. */
    public static final Duration SERVICE = Duration.ofMinutes(2);

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
    public static void require(Settings settings, Duration timeout) {
        new RegistryCheck(requireNonNull(settings.registryUrl(), "no registry is configured"))
                .await(System.nanoTime() + timeout.toNanos());
    }

    public static EnvironmentProblem silent(String url, Throwable cause) {
        return Exit.UNREACHABLE.problem(
                cause,
                "no schema registry answers at %s: start one (mtg up --data FOLDER), or set APICURIO_REGISTRY_URL to a running one",
                url);
    }

    private void await(long end) {
        try {
            while (true) {
                try {
                    if (answers(end)) return;
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

    /** Returns whether a registry answers; false while it may still be starting. */
    private boolean answers(long end) throws IOException {
        URI info = URI.create(url.replaceFirst("/+$", "") + "/system/info");
        Http.Reply response = Http.get(info, Duration.ofNanos(end - System.nanoTime()));
        int status = response.status();
        if (status >= 500 || status == 408 || status == 429) return false;
        if (status != 200) throw noRegistry("the response has status " + status);
        if (!ViewJson.parse(response.body()).path("version").isTextual())
            throw noRegistry("the response is not from a schema registry");
        return true;
    }

    private EnvironmentProblem noRegistry(String what) {
        return Exit.CONFIGURATION.problem(
                "%s is not a schema registry: %s; check APICURIO_REGISTRY_URL; most addresses end in /apis/registry/v3",
                url, what);
    }
}
