package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.ByteBuffer;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.event.DeadLetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class DeadLetterLogTest {
    private static final DeadLetter LETTER = letter("no JSON");

    private final Logger logger = (Logger) LoggerFactory.getLogger(DeadLetterLog.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final DeadLetterLog log = new DeadLetterLog();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(logged);
    }

    @Test
    void shouldLogTheFirstDeadLettersOfEachMinute() {
        for (int i = 0; i < 1000; i++) log.add(LETTER, 60_000 + i);
        assertThat(logged.list).hasSize(MinuteQuota.LINES + 1);
        assertThat(logged.list.getFirst().getMessage())
                .isEqualTo("record sent to the dead letter topic");
        assertThat(logged.list.getLast().getFormattedMessage())
                .isEqualTo(
                        "more dead letters of service intake within this minute are not logged: mtg dlq ls lists them");

        log.add(LETTER, 120_000);
        assertThat(logged.list).hasSize(MinuteQuota.LINES + 2);
    }

    /** Otherwise a sender could write lines of the log. */
    @Test
    void shouldLogAMessageThatQuotesTheRecordInOneLine() {
        log.add(letter("flag must be good or bad, not `a\n12:00 WARN forged`"), 60_000);
        assertThat(logged.list.getFirst().getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .last()
                .isEqualTo("error=flag must be good or bad, not `a 12:00 WARN forged`");
    }

    private static DeadLetter letter(String message) {
        return new DeadLetter(
                "mtg.tasks",
                1,
                2,
                "intake",
                "malformed",
                message,
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(0),
                KeptHeaders.NONE);
    }
}
