package metatextgrad.services.mtg;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import metatextgrad.model.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class UnreadableTest {
    private static final Deserializer<Event> NONE =
            (topic, bytes) -> {
                throw new IllegalStateException("no event");
            };

    private final Logger log = (Logger) LoggerFactory.getLogger(EventReader.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Unreadable unreadable = new Unreadable();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void shouldSayInOneLineOfATopicHowManyItLeftOutAndWhereTheFirstIs() {
        for (int offset = 5; offset < 5005; offset++) read("mtg.runs", offset);
        read("mtg.tasks", 7);
        unreadable.tell();

        assertThat(said())
                .containsExactly(
                        "left out 5000 records nobody can read, the first at mtg.runs, partition 0, offset 5: no event",
                        "left out the record at mtg.tasks, partition 0, offset 7: no event");
    }

    @Test
    void shouldSayNothingTwice() {
        read("mtg.runs", 1);
        unreadable.tell();
        read("mtg.runs", 1);
        unreadable.tell();

        assertThat(said()).hasSize(1);
    }

    private void read(String topic, long offset) {
        assertThat(
                        unreadable.read(
                                NONE, new ConsumerRecord<>(topic, 0, offset, "", new byte[] {9})))
                .isNull();
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
