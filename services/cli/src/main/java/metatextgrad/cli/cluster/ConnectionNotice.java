package metatextgrad.cli.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.Settings;

/**
 * Prints which servers a command waits for, on standard error, unless they answer at once. It must
 * be closed once they have answered or the command gives up.
 */
final class ConnectionNotice implements AutoCloseable {
    /** Quick commands print nothing. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** True once they have not answered in time. */
    private final CompletableFuture<Boolean> late = new CompletableFuture<>();

    ConnectionNotice(Settings settings, Duration limit) {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        String text =
                "connecting to Kafka at %s and the schema registry at %s, for up to %d seconds"
                        .formatted(
                                settings.bootstrapServers(),
                                settings.registryUrl(),
                                limit.toSeconds());
        var unused =
                late.completeOnTimeout(true, QUIET.toMillis(), TimeUnit.MILLISECONDS)
                        .thenAccept(
                                isLate -> {
                                    if (isLate) progress.accept(text);
                                });
    }

    @Override
    public void close() {
        late.complete(false);
    }
}
