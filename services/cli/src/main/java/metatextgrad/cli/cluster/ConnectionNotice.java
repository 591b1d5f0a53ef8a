package metatextgrad.cli.cluster;

import java.time.Duration;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.Settings;

/**
 * Prints which servers a command waits for, on standard error, unless they answer at once. It must
 * be closed once they have answered or the command gives up.
 */
final class ConnectionNotice implements AutoCloseable {
    /** Quick commands print nothing. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Thread waiting;

    ConnectionNotice(Settings settings, Duration limit) {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        waiting =
                Thread.ofPlatform()
                        .daemon()
                        .name("connection-notice")
                        .start(() -> print(progress, settings, limit));
    }

    private static void print(ProgressPrinter progress, Settings settings, Duration limit) {
        try {
            Thread.sleep(QUIET);
        } catch (InterruptedException e) {
            return; // They have answered.
        }
        progress.accept(
                "connecting to Kafka at %s and the schema registry at %s, for up to %d seconds"
                        .formatted(
                                settings.bootstrapServers(),
                                settings.registryUrl(),
                                limit.toSeconds()));
    }

    @Override
    public void close() {
        waiting.interrupt();
    }
}
