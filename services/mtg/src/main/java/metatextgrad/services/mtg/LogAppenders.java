package metatextgrad.services.mtg;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;

/** Where log lines go. */
final class LogAppenders {
    private LogAppenders() {}

    static ConsoleAppender<ILoggingEvent> console(
            LoggerContext context, Encoder<ILoggingEvent> encoder) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        appender.addFilter(new OursOrWarnings());
        appender.start();
        return appender;
    }

    /** At most 40 MB: the file and three older ones. */
    static RollingFileAppender<ILoggingEvent> file(
            LoggerContext context, Path file, Encoder<ILoggingEvent> encoder) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        var rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMaxIndex(3);
        rolling.start();
        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf("10MB"));
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }

    /** Broker and clients tell at INFO what no user of ours asked for. */
    private static final class OursOrWarnings extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            boolean ours = event.getLoggerName().startsWith("metatextgrad");
            boolean warning = event.getLevel().isGreaterOrEqual(Level.WARN) && !routine(event);
            return ours || warning ? FilterReply.NEUTRAL : FilterReply.DENY;
        }

        /**
         * The embedded broker warns at every start and stop, and while it recovers from a kill. A
         * first transaction on a partition is refused out of order, and tried again at once.
         */
        private static boolean routine(ILoggingEvent event) {
            String message = event.getFormattedMessage();
            if (event.getThrowableProxy() != null
                    && event.getThrowableProxy()
                            .getClassName()
                            .endsWith(".OutOfOrderSequenceException")) return true;
            return event.getLevel() == Level.WARN
                    && (message.contains("Performing controller activation")
                            || message.contains("Error: OUT_OF_ORDER_SEQUENCE_NUMBER")
                            || message.startsWith(
                                    "Processing exception handler is not enabled for the GlobalThread")
                            || message.startsWith("Using an OS temp directory")
                            || message.startsWith("[TransactionCoordinator id=1] Connection to")
                            || message.contains(
                                    "close NetworkClient that has already been closed"));
        }
    }
}
