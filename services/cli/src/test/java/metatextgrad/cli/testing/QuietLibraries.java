package metatextgrad.cli.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import metatextgrad.cli.logging.LibraryLogFilter;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Keeps what libraries log out of a test's log: tests end brokers and cut networks, and a broker
 * logs that as an error. Applies to every test class. A test that checks such lines reads them from
 * its own appender or from a process of its own.
 */
public final class QuietLibraries implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("console") instanceof ConsoleAppender<ILoggingEvent> console) {
            console.clearAllFilters();
            console.addFilter(new LibraryLogFilter(Level.OFF));
        }
    }
}
