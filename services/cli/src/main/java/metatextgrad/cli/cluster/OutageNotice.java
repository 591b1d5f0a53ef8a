package metatextgrad.cli.cluster;

import java.time.Duration;
import java.util.function.Consumer;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/**
 * Prints a line when Kafka stops answering a command that waits, and one when it answers again. A
 * poll does not fail during an outage, so the command would wait without a sign. Used by one
 * thread.
 */
final class OutageNotice {
    /** An idle topic is checked this often. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final String servers;
    private final Consumer<String> lines;
    private long checked;
    private boolean out;

    /**
     * @param now in nanoseconds
     */
    OutageNotice(String servers, Consumer<String> lines, long now) {
        this.servers = servers;
        this.lines = lines;
        checked = now;
    }

    /** No record has arrived. {@code broker} throws if no broker answers. */
    void idle(long now, Runnable broker) {
        if (now - checked < QUIET.toNanos()) return;
        checked = now;
        try {
            broker.run();
            answered(now);
        } catch (EnvironmentProblem e) {
            if (e.exit() != Exit.UNREACHABLE) throw e;
            if (!out)
                lines.accept(
                        "mtg: no broker answers at %s; waiting until one does".formatted(servers));
            out = true;
        }
    }

    /** A broker has answered. */
    void answered(long now) {
        checked = now;
        if (out) lines.accept("mtg: a broker answers at %s again".formatted(servers));
        out = false;
    }
}
