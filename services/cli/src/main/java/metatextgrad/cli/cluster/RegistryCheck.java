package metatextgrad.cli.cluster;

import static java.util.Objects.requireNonNull;

import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.config.Settings;
import metatextgrad.model.Causes;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.wire.registry.AccessDenied;
import metatextgrad.wire.registry.RegistryInfo;
import org.jspecify.annotations.Nullable;

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
        IOException failure = null;
        try {
            while (true) {
                try {
                    if (answers(end)) return;
                    if (System.nanoTime() > end) throw new IOException("in trouble");
                } catch (IOException e) {
                    // The last request has no time left: its failure has no reason.
                    if (failure == null || !(Causes.root(e) instanceof TimeoutException))
                        failure = e;
                    if (System.nanoTime() > end) throw silent(failure);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private EnvironmentProblem silent(IOException e) {
        String tokens = settings.registryClient().get(SchemaResolverConfig.AUTH_TOKEN_ENDPOINT);
        if (tokens == null) return silent(url, e);
        return Exit.UNREACHABLE.problem(
                e,
                "no schema registry answers at %s to tokens of %s: %s. Check APICURIO_REGISTRY_URL and MTG_REGISTRY_TOKEN_URL.",
                url,
                tokens,
                Causes.root(e).getMessage());
    }

    /** Returns whether a registry answers; false while it may still be starting. */
    private boolean answers(long end) throws IOException {
        RegistryInfo.Reply reply;
        try {
            reply = ask(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (AccessDenied e) {
            throw denied(url, e);
        }
        int status = reply.status();
        if (status >= 500 || status == 408 || status == 429) return false;
        if (status == 401 || status == 403) throw denied(url, "status " + status, null);
        if (status != 200) throw noRegistry("the response has status " + status);
        if (reply.version() == null) throw noRegistry("the response is not from a schema registry");
        return true;
    }

    /** Without credentials a page is enough: the registry's client takes longer to load. */
    private RegistryInfo.Reply ask(Duration timeout) throws IOException {
        if (!settings.registryClient().isEmpty())
            return RegistryInfo.of(settings.registry(), timeout);
        Http.Reply page = get("/system/info", timeout);
        if (page.status() != 200) return new RegistryInfo.Reply(page.status(), null);
        String version = ViewJson.parse(page.body()).path("version").textValue();
        // A registry shows its version without credentials.
        int status = version == null ? 200 : get("/groups?limit=1", timeout).status();
        return new RegistryInfo.Reply(status, version);
    }

    private Http.Reply get(String page, Duration timeout) throws IOException {
        return Http.get(URI.create(url.replaceFirst("/+$", "") + page), timeout);
    }

    /** Returns the problem that the registry does not accept the credentials, or needs some. */
    public static EnvironmentProblem denied(String url, AccessDenied denied) {
        return denied(url, String.valueOf(denied.getMessage()), denied);
    }

    private static EnvironmentProblem denied(String url, String why, @Nullable Throwable cause) {
        return Exit.CONFIGURATION.problem(
                cause,
                "the schema registry at %s denies access (%s): set MTG_REGISTRY_USER and MTG_REGISTRY_PASSWORD, or MTG_REGISTRY_TOKEN_URL with its client, to credentials that it accepts",
                url,
                why);
    }

    private EnvironmentProblem noRegistry(String what) {
        return Exit.CONFIGURATION.problem(
                "%s is not a schema registry: %s; check APICURIO_REGISTRY_URL; most addresses end in /apis/registry/v3",
                url, what);
    }
}
