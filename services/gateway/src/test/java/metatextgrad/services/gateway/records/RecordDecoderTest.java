package metatextgrad.services.gateway.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordDecoderTest {
    private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");

    private final RecordDecoder decoder = new RecordDecoder(EventSerde.local().deserializer());
    private final RecordHeaders headers = new RecordHeaders();

    private Optional<Event> decode(String topic, String key, String value) {
        return decoder.decode(
                topic,
                new ConsumerRecord<>(
                        "mtg." + topic,
                        0,
                        1,
                        AT.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key.getBytes(UTF_8),
                        value.getBytes(UTF_8),
                        headers,
                        Optional.empty()));
    }

    @Test
    void shouldReadTheProjectOfATaskFromHeaderFieldAndKeyInThisOrder() {
        String named = "{\"project\":\"field\",\"input\":\"(\"}";
        assertThat(project("key", "{\"input\":\"(\"}")).isEqualTo("key");
        assertThat(project("key", named)).isEqualTo("field");
        headers.add("mtg-project", "header".getBytes(UTF_8));
        assertThat(project("key", named)).isEqualTo("header");
        assertThat(project("key", "\n  " + named)).isEqualTo("header");
    }

    private String project(String key, String json) {
        return ((TaskSubmitted) decode("tasks", key, json).orElseThrow()).project().value();
    }

    @Test
    void shouldReadAnswersAndFeedback() {
        assertThat(
                        decode(
                                "answers",
                                "",
                                "{\"project\":\"dyck\",\"task\":\"t\",\"version\":\"v\",\"serial\":1,\"probability\":1,\"output\":\")\",\"served\":\"2026-11-28T11:00:00Z\"}"))
                .get()
                .isInstanceOf(AnswerGiven.class);
        assertThat(decode("feedback", "", "{\"project\":\"dyck\",\"task\":\"t\",\"flag\":\"bad\"}"))
                .get()
                .isInstanceOfSatisfying(
                        FeedbackGiven.class,
                        one -> {
                            assertThat(one.score()).isZero();
                            assertThat(one.at()).isEqualTo(AT);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "tasks, {",
        "tasks, '{\"input\":7}'",
        "answers, '{}'",
        "gradients, '{}'",
        "tasks, x"
    })
    void shouldSkipWhatIsNoEvent(String topic, String value) {
        assertThat(decode(topic, "", value)).isEmpty();
    }
}
