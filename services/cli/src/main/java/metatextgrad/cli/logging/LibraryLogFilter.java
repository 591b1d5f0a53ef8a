package metatextgrad.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Passes our own log lines, and lines of libraries from a level on. Broker and clients log many
 * warnings about problems that they fix themselves, at every start and after every kill.
 */
public final class LibraryLogFilter extends Filter<ILoggingEvent> {
    private final Level least;

    public LibraryLogFilter(Level least) {
        this.least = least;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (isBrokerWaking(event)) return FilterReply.DENY;
        boolean ours = event.getLoggerName().startsWith("metatextgrad");
        return ours || event.getLevel().isGreaterOrEqual(least)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }

    /** Matches a line that is harmless after a kill: the broker retries until it succeeds. */
    private static boolean isBrokerWaking(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown != null
                && event.getLoggerName().endsWith("ControllerApis")
                && thrown.getClassName().endsWith("NotControllerException");
    }
}
