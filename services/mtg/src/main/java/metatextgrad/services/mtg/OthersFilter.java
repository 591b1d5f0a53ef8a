package metatextgrad.services.mtg;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Lets through what we say, and of libraries only what is this grave: broker and clients warn of
 * much that they mend themselves, at every start and after every kill.
 */
final class OthersFilter extends Filter<ILoggingEvent> {
    private final Level least;

    OthersFilter(Level least) {
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

    /** After a kill: the controller is asked before it knows that it is one, and asked again. */
    private static boolean isBrokerWaking(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown != null
                && event.getLoggerName().endsWith("ControllerApis")
                && thrown.getClassName().endsWith("NotControllerException");
    }
}
