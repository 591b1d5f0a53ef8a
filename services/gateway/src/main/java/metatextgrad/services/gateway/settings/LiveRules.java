package metatextgrad.services.gateway.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the gateway's file as it is now. The file is read again at most once a second, so a
 * removed key ends without a restart. A change counts once it is a second old. A file that became
 * invalid changes nothing. Thread-safe.
 */
public final class LiveRules {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final @Nullable Path file;
    private final AtomicLong next = new AtomicLong(System.nanoTime() + PAUSE);
    private volatile String text = "";
    private volatile String reported = "";
    private volatile GatewayRules rules = GatewayRules.NONE;

    /**
     * Reads the file.
     *
     * @param file null for none
     * @throws IllegalArgumentException with file, place and reason, in one line
     */
    public LiveRules(@Nullable Path file) {
        this.file = file;
        try {
            if (file != null) read(file);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the rules now. */
    public GatewayRules now() {
        long due = next.get();
        long time = System.nanoTime();
        if (file != null && time - due >= 0 && next.compareAndSet(due, time + PAUSE)) {
            try {
                read(file);
            } catch (RuntimeException e) {
                String problem = String.valueOf(e.getMessage());
                if (!problem.equals(reported))
                    LOG.warn("keep the rules as they were: {}: {}", file, problem);
                reported = problem;
            }
        }
        return rules;
    }

    /** Whether the file was not changed in the last second. A time in the future proves nothing. */
    private static boolean isSettled(Path source) {
        try {
            long age = System.currentTimeMillis() - Files.getLastModifiedTime(source).toMillis();
            return age < 0 || age >= TimeUnit.NANOSECONDS.toMillis(PAUSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path source) {
        String found;
        try {
            found = Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.equals(text)) return;
        // An editor may write the file in pieces, which a second later are complete.
        if (!rules.equals(GatewayRules.NONE) && !isSettled(source)) return;
        // The process that writes the file may have emptied it first.
        if (found.isBlank() && !rules.equals(GatewayRules.NONE))
            throw new IllegalArgumentException("the file is empty");
        text = found;
        reported = "";
        rules = RulesFile.read(found);
        LOG.info(
                "read {}: {} keys, rules of {} projects",
                source,
                rules.keys().size(),
                rules.projects().size());
    }
}
