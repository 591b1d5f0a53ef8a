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
import metatextgrad.wire.registry.RegistryInfo;

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

    private final Settings settings;
    private final String url;

    private RegistryCheck(Settings settings) {
        this.settings = settings;
        url = requireNonNull(settings.registryUrl(), "no registry is configured");
    }

    /**
     * Returns once a registry answers.
     *
     * @throws EnvironmentProblem with exit code 6 if none answers in time, 78 if another server
     *     does
     */
    public static void require(Settings settings, Duration timeout) {
        new RegistryCheck(settings).await(System.nanoTime() + timeout.toNanos());
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
        RegistryInfo.Reply reply = ask(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        int status = reply.status();
        if (status >= 500 || status == 408 || status == 429) return false;
        if (status == 401 || status == 403) throw denied(status);
        if (status != 200) throw noRegistry("the response has status " + status);
        if (reply.version() == null) throw noRegistry("the response is not from a schema registry");
        return true;
    }

    /** Without credentials a page is enough: the registry's client takes longer to load. */
    private RegistryInfo.Reply ask(Duration timeout) throws IOException {
        if (!settings.registryClient().isEmpty())
            return RegistryInfo.of(settings.registry(), timeout);
        URI info = URI.create(url.replaceFirst("/+$", "") + "/system/info");
        Http.Reply page = Http.get(info, timeout);
        String version =
                page.status() == 200
                        ? ViewJson.parse(page.body()).path("version").textValue()
                        : null;
        return new RegistryInfo.Reply(page.status(), version);
    }

    private EnvironmentProblem denied(int status) {
        return Exit.CONFIGURATION.problem(
                "the schema registry at %s denies access (status %d): set MTG_REGISTRY_USER and MTG_REGISTRY_PASSWORD, or MTG_REGISTRY_TOKEN_URL with its client, to credentials that it accepts",
                url, status);
    }

    private EnvironmentProblem noRegistry(String what) {
        return Exit.CONFIGURATION.problem(
                "%s is not a schema registry: %s; check APICURIO_REGISTRY_URL; most addresses end in /apis/registry/v3",
                url, what);
    }
}
