package metatextgrad.cli.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import metatextgrad.redact.Secrets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class SecretHidingEncoderTest {
    private static final String SECRET = "pass\"word/of-the-registry";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("DEFECT 3: a log line of any library, with its fields and its stack trace")
    void defect3ShouldHideSecretsInTheWholeLine(boolean json) {
        Secrets.OF_PROCESS.add(SECRET);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LoggingEvent event =
                new LoggingEvent(
                        "",
                        context.getLogger("io.library"),
                        Level.WARN,
                        "refused: {}",
                        new IllegalStateException("header: Bearer " + SECRET),
                        new Object[] {SECRET});

        String line =
                new String(
                        new LogSettings(Level.INFO, json).encoder(context, "%ex").encode(event),
                        UTF_8);

        assertThat(line)
                .contains("refused: [key]", "header: Bearer [key]")
                .doesNotContain("of-the-registry");
    }
}
