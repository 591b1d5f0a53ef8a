package metatextgrad.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** {@code LOG_LEVEL} and {@code LOG_FORMAT}. */
record LogSettings(Level level, boolean json) {
    private static final List<String> LEVELS =
            List.of("trace", "debug", "info", "warn", "error", "off");
    private static final List<String> FORMATS = List.of("text", "json");

    static LogSettings of(Map<String, String> environment) {
        String level = choice(environment, "LOG_LEVEL", "info", LEVELS);
        String format = choice(environment, "LOG_FORMAT", "text", FORMATS);
        return new LogSettings(Level.toLevel(level), format.equals("json"));
    }

    /** Uses defaults for wrong values: the logger itself cannot report them. */
    static LogSettings lenient(Map<String, String> environment) {
        try {
            return of(environment);
        } catch (EnvironmentProblem e) {
            return new LogSettings(Level.INFO, false);
        }
    }

    Encoder<ILoggingEvent> encoder(LoggerContext context, String trace) {
        var encoder = new SecretHidingEncoder(json ? jsonEncoder() : textEncoder(trace));
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> jsonEncoder() {
        var encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        return encoder;
    }

    private static Encoder<ILoggingEvent> textEncoder(String trace) {
        var encoder = new PatternLayoutEncoder();
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp{NONE}%n" + trace);
        return encoder;
    }

    private static String choice(
            Map<String, String> environment, String name, String standard, List<String> allowed) {
        String value = environment.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty()) return standard;
        if (!allowed.contains(value)) {
            throw Exit.CONFIGURATION.problem(
                    "%s is '%s'; it must be one of %s.", name, value, allowed);
        }
        return value;
    }
}
