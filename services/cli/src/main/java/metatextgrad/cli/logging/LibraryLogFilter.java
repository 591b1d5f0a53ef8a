package metatextgrad.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Passes our own log lines, and lines of libraries from a level on. Broker and clients log many
 * warnings about problems that they fix themselves, at every start and after every kill. Those with
 * a stack trace never pass.
 */
public final class LibraryLogFilter extends Filter<ILoggingEvent> {
    private static final String TASK_CORRUPTED =
            "org.apache.kafka.streams.errors.TaskCorruptedException";

    private final Level least;

    public LibraryLogFilter(Level least) {
        this.least = least;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean ours = event.getLoggerName().startsWith("metatextgrad");
        boolean expected =
                !ours && (isBrokerWaking(event) || isStoreRestored(event) || isRefusal(event));
        boolean passes = ours || event.getLevel().isGreaterOrEqual(least);
        return passes && !expected ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /** Matches lines of a client that the brokers refuse: who called it reports the same. */
    private static boolean isRefusal(ILoggingEvent event) {
        String text = event.getFormattedMessage();
        return event.getLoggerName().startsWith("org.apache.kafka.clients")
                && (text.contains("failed authentication due to")
                        || text.contains("Topic authorization failed for topics"));
    }

    /**
     * Matches lines about a store that a kill left without a checkpoint: it is restored from its
     * topic. Another line without a stack trace names the store.
     */
    private static boolean isStoreRestored(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null
                ? event.getFormattedMessage().contains(TASK_CORRUPTED)
                : thrown.getClassName().equals(TASK_CORRUPTED);
    }

    /**
     * Matches a line that is harmless after a kill: the broker retries until it succeeds. The
     * controller logs the exception itself, or another one that it caused.
     */
    private static boolean isBrokerWaking(ILoggingEvent event) {
        return Stream.iterate(
                        event.getThrowableProxy(), Objects::nonNull, IThrowableProxy::getCause)
                .anyMatch(thrown -> thrown.getClassName().endsWith("NotControllerException"));
    }
}
