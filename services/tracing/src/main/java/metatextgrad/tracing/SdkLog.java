package metatextgrad.tracing;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import metatextgrad.model.Causes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what OpenTelemetry logs into our log: a line each, without a stack trace. */
final class SdkLog extends Handler {
    private static final Logger LOG = LoggerFactory.getLogger(SdkLog.class);

    /** Referred to here, because the JDK forgets loggers otherwise. */
    private static final java.util.logging.Logger SDK =
            java.util.logging.Logger.getLogger("io.opentelemetry");

    private SdkLog() {}

    /** Takes the log over, once in a process. */
    static synchronized void install() {
        if (SDK.getHandlers().length > 0) return;
        SDK.setLevel(Level.WARNING);
        SDK.setUseParentHandlers(false);
        SDK.addHandler(new SdkLog());
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) return;
        Throwable thrown = record.getThrown();
        LOG.warn(
                "spans: {}{}",
                record.getMessage(),
                thrown == null ? "" : " " + Causes.root(thrown));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
