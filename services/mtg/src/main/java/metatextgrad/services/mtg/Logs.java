package metatextgrad.services.mtg;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Logs of the command: for people on standard error, and all of it in {@code <data>/logs/mtg.log}
 * once a data folder is in use. {@code LOG_LEVEL} sets our level, {@code LOG_FORMAT=json} the form.
 * Of libraries a command's console shows errors, a single service's warnings too, and nothing once
 * the file has it all. Logback finds this class by {@code ServiceLoader}; it spares {@code mtg
 * --help} an XML parser.
 */
public final class Logs extends ContextAwareBase implements Configurator {
    private static final String CONSOLE = "console";
    private static final String FILE = "file";
    private static final String REGISTRY_CACHE = "io.apicurio.registry.resolver.cache.ERCache";
    private static final String STREAMS_READER =
            "org.apache.kafka.streams.processor.internals.RecordDeserializer";

    /**
     * Before anything else: JBoss's loggers take log4j where it is on the class path, and Kafka's
     * broker brings that along; starting it would take half a second of each command.
     */
    static void ofAllLibraries() {
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    /** Fails early on a misspelt variable, where an exception still becomes one line. */
    static void requireValid(Map<String, String> environment) {
        LogSettings.of(environment);
    }

    /** Where all of it goes once this data folder is in use. */
    static Path file(Path dataFolder) {
        return dataFolder.resolve("logs").resolve("mtg.log");
    }

    /** From now on the console shows no stack traces: the returned file has them. */
    public static Path alsoTo(Path dataFolder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogSettings settings = LogSettings.lenient(System.getenv());
        Path file = file(dataFolder);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAppender(FILE);
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

    /** A service has nobody to ask: its console tells what its libraries warn of. */
    static void ofService() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console)
            showOthers(console, Level.WARN);
    }

    private static void showOthers(ConsoleAppender<ILoggingEvent> console, Level least) {
        console.clearAllFilters();
        console.addFilter(new OthersFilter(least));
    }

    /** Writes a trace to the file only; empty when there is none. */
    static Optional<Path> keep(Throwable problem) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger logger = context.getLogger(Logs.class);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(FILE) instanceof RollingFileAppender<ILoggingEvent> file) {
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
        // Only the registry's client logs past Logback, and prints whole schemas at INFO.
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
        context.getLogger("metatextgrad").setLevel(ours);
        // It logs the trace of each answer that is no schema; we get the same and say it in words.
        context.getLogger(REGISTRY_CACHE).setLevel(Level.OFF);
        // It warns, with a trace, of each record nobody can read: our dead letters say it in a
        // line.
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
