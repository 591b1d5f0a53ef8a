package metatextgrad.cli.runs;

import java.time.Duration;
import java.util.function.Consumer;
import metatextgrad.model.RunId;

/** Reports once that a followed run does not begin. Not thread-safe. */
final class StartNotice {
    /** A service that is up begins a run within a second or two. */
    private static final Duration DELAY = Duration.ofSeconds(10);

    private final RunId run;
    private final Consumer<String> lines;
    private final long from;
    private boolean printed;

    /**
     * Prepares the notice.
     *
     * @param from when following began, in nanoseconds
     */
    StartNotice(RunId run, Consumer<String> lines, long from) {
        this.run = run;
        this.lines = lines;
        this.from = from;
    }

    /** Prints the notice if it is time. */
    void check(boolean begun, long nanos) {
        if (printed || begun || nanos - from < DELAY.toNanos()) return;
        printed = true;
        lines.accept("run %s is not started yet: is the service meta running?".formatted(run));
    }
}
