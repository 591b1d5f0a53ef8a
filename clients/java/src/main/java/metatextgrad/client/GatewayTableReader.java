package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the serving table of a project from a gateway, again and again, on a daemon thread. */
final class GatewayTableReader {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final Duration DEFAULT_AGE = Duration.ofSeconds(5);

    /** A proxy may state more than the gateway does, and a rollback has to arrive. */
    private static final Duration LONGEST_AGE = Duration.ofMinutes(1);

    /** What has more digits is more than the longest, too. */
    private static final Pattern AGE = Pattern.compile("\\bmax-age=(\\d{1,9})");

    private final String path;
    private final GatewayRequests gateway;
    private final LastTable last;
    private final FailureLog failures;
    private final ClientPauses pauses = new ClientPauses();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable String tag;

    GatewayTableReader(
            String project, GatewayRequests gateway, LastTable last, FailureLog failures) {
        path = "/api/v1/prompts/" + URLEncoder.encode(project, UTF_8).replace("+", "%20");
        this.gateway = gateway;
        this.last = last;
        this.failures = failures;
        thread = new Thread(this::run, "mtg-client reads prompts");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits for the end of the first attempt; returns false after this time. */
    boolean await(Duration atMost) throws InterruptedException {
        return ClientPauses.isOpen(tried, atMost);
    }

    void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                Duration pause = refreshed();
                tried.countDown();
                if (ClientPauses.isOpen(closed, pause)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the table, and returns the time until the next attempt. */
    private Duration refreshed() throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = gateway.get(path, tag);
            if (answer.statusCode() == OK) {
                last.accept(answer.body());
                tag = answer.headers().firstValue("ETag").orElse(null);
            } else if (answer.statusCode() == NOT_MODIFIED) {
                last.save();
            } else {
                throw new GatewayRefusal(answer);
            }
            failures.worked();
            pauses.reset();
            return age(answer.headers().firstValue("Cache-Control").orElse(""));
        } catch (IOException | GatewayRefusal | RuntimeException e) {
            // No answer of a server may end this thread.
            failures.failed(e);
            return pauses.next();
        }
    }

    /** Returns for how long an answer counts as new: a second to a minute. */
    static Duration age(String cacheControl) {
        Matcher age = AGE.matcher(cacheControl);
        if (!age.find()) return DEFAULT_AGE;
        long stated = Math.max(1, Long.parseLong(age.group(1)));
        return Duration.ofSeconds(Math.min(stated, LONGEST_AGE.toSeconds()));
    }
}
