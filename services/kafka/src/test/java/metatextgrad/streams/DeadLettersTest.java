package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.Metrics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
    private static final ConsumerRecord<byte[], byte[]> RECORD =
            new ConsumerRecord<>("mtg.tasks", 3, 7, new byte[] {1}, new byte[] {2});

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DeadLetters letters = letters();

    @Test
    void shouldDescribeAndCountAnUnreadableRecord() {
        DeserializationExceptionHandler.Response response =
                letters.handleError(PLACE, RECORD, new MalformedRecord("not ours."));
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
        assertThat(
                        EventSerde.local()
                                .deserializer()
                                .deserialize(
                                        "mtg.dead-letters",
                                        response.deadLetterQueueRecords().getFirst().value()))
                .isInstanceOfSatisfying(
                        DeadLetter.class,
                        letter -> {
                            assertThat(letter.key()).isEqualTo("mtg.tasks-3-7");
                            assertThat(letter.reason()).isEqualTo("malformed");
                            assertThat(letter.message()).isEqualTo("not ours");
                        });
        assertThat(
                        registry.get(Metrics.DEAD_LETTERS.meter())
                                .tags("topic", "mtg.tasks", "reason", "malformed")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    /** A letter that is too large to be written would stop the service at the same record again. */
    @Test
    void shouldCutWhatALetterQuotes() {
        byte[] large = new byte[2 * DeadLetter.MAX_BYTES];
        DeserializationExceptionHandler.Response response =
                letters.handleError(
                        PLACE,
                        new ConsumerRecord<>("mtg.tasks", 3, 7, large, large),
                        new MalformedRecord("x".repeat(1 << 20)));
        byte[] written = response.deadLetterQueueRecords().getFirst().value();
        assertThat(written.length).isLessThan(256 * 1024);
        assertThat(EventSerde.local().deserializer().deserialize("mtg.dead-letters", written))
                .isInstanceOfSatisfying(
                        DeadLetter.class, letter -> assertThat(letter.whole()).isFalse());
    }

    @Test
    void shouldStopAtFailuresOfThePlatform() {
        DeserializationExceptionHandler.Response response =
                letters.handleError(PLACE, RECORD, new IllegalStateException("registry down"));
        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    private DeadLetters letters() {
        DeadLetters made = new DeadLetters();
        made.configure(
                Map.of(
                        DeadLetters.SERVICE,
                        "intake",
                        DeadLetters.TOPIC,
                        "mtg.dead-letters",
                        DeadLetters.EVENTS,
                        EventSerde.local(),
                        DeadLetters.METERS,
                        new LoopMeters(registry)));
        return made;
    }

    private static final ErrorHandlerContext PLACE =
            new ErrorHandlerContext() {
                @Override
                public String topic() {
                    return RECORD.topic();
                }

                @Override
                public int partition() {
                    return RECORD.partition();
                }

                @Override
                public long offset() {
                    return RECORD.offset();
                }

                @Override
                public Headers headers() {
                    return new RecordHeaders();
                }

                @Override
                public String processorNodeId() {
                    return "ingest-tasks";
                }

                @Override
                public TaskId taskId() {
                    return new TaskId(0, 3);
                }

                @Override
                public long timestamp() {
                    return 0;
                }

                @Override
                public byte[] sourceRawKey() {
                    return RECORD.key();
                }

                @Override
                public byte[] sourceRawValue() {
                    return RECORD.value();
                }
            };
}
