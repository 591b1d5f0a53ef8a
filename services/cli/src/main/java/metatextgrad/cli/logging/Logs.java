package metatextgrad.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import metatextgrad.process.DiskSpace;
import org.slf4j.LoggerFactory;

/**
 * Log configuration of the command. Lines go to standard error, and also to {@code
 * <data>/logs/mtg.log} once a data folder is in use. {@code LOG_LEVEL} sets our level, {@code
 * LOG_FORMAT=json} the format. For libraries, the console shows errors; a service also shows
 * warnings, and a command with a log file shows nothing. Logback finds this class by {@code
 * ServiceLoader}, so {@code mtg --help} needs no XML parser.
 */
public final class Logs extends ContextAwareBase implements Configurator {
    private static final String CONSOLE = "console";
    private static final String FILE = "file";
    private static final String REGISTRY_CACHE = "io.apicurio.registry.resolver.cache.ERCache";
    private static final String STREAMS_READER =
            "org.apache.kafka.streams.processor.internals.RecordDeserializer";

    /** Fails on a wrong variable while an exception still becomes one line. */
    public static void requireValid(Map<String, String> environment) {
        LogSettings.of(environment);
    }

    /** Returns the log file of a data folder. */
    public static Path file(Path dataFolder) {
        return dataFolder.resolve("logs").resolve("mtg.log");
    }

    /** Starts the log file. From now on stack traces go to this file, not to the console. */
    public static Path alsoTo(Path dataFolder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogSettings settings = LogSettings.lenient(System.getenv());
        Path file = file(dataFolder);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAppender(FILE);
        context.getStatusManager()
                .add(new LogFileProblem(file, new DiskSpace(dataFolder), System.err::println));
        RollingFileAppender<ILoggingEvent> appender =
                LogAppenders.file(context, file, settings.encoder(context, "%ex"));
        appender.setName(FILE);
        root.addAppender(appender);
        if (root.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console) {
            console.setEncoder(settings.encoder(context, "%nopex"));
            showOthers(console, Level.OFF);
        }
        return file;
    }

    /** Shows warnings of libraries: a service has no user who could look for them. */
    public static void ofService() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console)
            showOthers(console, Level.WARN);
    }

    /** Hides warnings of one logger from now on. */
    public static void hideWarnings(String logger) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(logger).setLevel(Level.ERROR);
    }

    private static void showOthers(ConsoleAppender<ILoggingEvent> console, Level least) {
        console.clearAllFilters();
        console.addFilter(new LibraryLogFilter(least));
    }

    /**
     * Writes a stack trace to the log file only; empty without such a file, also if it was deleted
     * with its folder.
     */
    public static Optional<Path> keep(Throwable problem) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger logger = context.getLogger(Logs.class);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(FILE) instanceof RollingFileAppender<ILoggingEvent> file
                && Files.exists(Path.of(file.getFile()))) {
            String text = "The command failed";
            file.doAppend(
                    new LoggingEvent(
                            Logs.class.getName(), logger, Level.ERROR, text, problem, null));
            return Optional.of(Path.of(file.getFile()));
        }
        return Optional.empty();
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogSettings settings = LogSettings.lenient(System.getenv());
        Level ours = settings.level();
        // The registry's client logs without Logback, and prints whole schemas at INFO.
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
        context.getLogger("metatextgrad").setLevel(ours);
        // It logs a stack trace for each reply that is not a schema; we report the exception.
        context.getLogger(REGISTRY_CACHE).setLevel(Level.OFF);
        // It logs a stack trace for each unreadable record; we write a dead letter with one line.
        context.getLogger(STREAMS_READER).setLevel(Level.ERROR);
        ConsoleAppender<ILoggingEvent> console =
                LogAppenders.console(context, settings.encoder(context, "%ex"), Level.ERROR);
        console.setName(CONSOLE);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
