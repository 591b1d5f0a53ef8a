package metatextgrad.services.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.services.worker.scheduler.FakeKafka;
import metatextgrad.services.worker.scheduler.SampleRequests;
import metatextgrad.services.worker.scheduler.SchedulerInput;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FAULT 18, and the loop's use of the consumer. The loop runs in the test's thread. */
final class PollLoopTest {
    private static final Serde<Event> EVENTS = WorkerSerde.local();
    private static final TopicPartition P0 = new TopicPartition("mtg.llm-requests", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FakeKafka kafka = new FakeKafka(1);
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();
    private final PollLoop loop =
            new PollLoop(
                    SampleSettings.WORKER,
                    consumer,
                    new RequestTraces(Tracing.OFF, "mtg.llm-worker"),
                    kafka.scheduler,
                    () -> {},
                    this::report,
                    failures::add);
    private long offset;
    private int reported;

    @BeforeEach
    void takePartition() {
        consumer.updateBeginningOffsets(Map.of(P0, 0L));
        consumer.updateEndOffsets(Map.of(P0, 9L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(P0)));
    }

    @Test
    void shouldPauseAPartitionWhileItsLedgerIsRead() {
        List<Boolean> paused = new ArrayList<>();
        consumer.schedulePollTask(() -> add(SampleRequests.request("2+2?", "slot")));
        consumer.schedulePollTask(
                () -> {
                    paused.add(consumer.paused().contains(P0));
                    kafka.scheduler.handle(
                            new SchedulerInput.LedgerLoaded(kafka.loads.getFirst(), new Ledger(2)));
                });
        consumer.schedulePollTask(() -> paused.add(consumer.paused().contains(P0)));
        consumer.schedulePollTask(this::end);

        loop.run();

        assertThat(paused).containsExactly(true, false);
        kafka.commit();
        assertThat(kafka.calls).hasSize(1);
    }

    /** Else parked requests would wait there until another request is written. */
    @Test
    void shouldReadTheLedgerOfAnIdlePartition() {
        consumer.updateEndOffsets(Map.of(P0, 0L));
        consumer.schedulePollTask(this::end);

        loop.run();

        assertThat(kafka.loads).hasSize(1);
    }

    @Test
    void shouldPauseAtTheLimitOfOutstandingRequests() {
        List<Boolean> paused = new ArrayList<>();
        consumer.schedulePollTask(() -> add(SampleRequests.request("2+2?", "slot")));
        consumer.schedulePollTask(
                () ->
                        kafka.scheduler.handle(
                                new SchedulerInput.LedgerLoaded(
                                        kafka.loads.getFirst(), new Ledger(2))));
        consumer.schedulePollTask(() -> add(SampleRequests.request("3+3?", "slot")));
        consumer.schedulePollTask(() -> paused.add(consumer.paused().contains(P0)));
        consumer.schedulePollTask(this::end);

        loop.run();

        assertThat(paused).containsExactly(true);
    }

    @Test
    @DisplayName("FAULT 18: malformed requests become dead letters")
    void shouldWriteDeadLettersForMalformedRequests() {
        consumer.schedulePollTask(() -> add("junk".getBytes(StandardCharsets.UTF_8)));
        consumer.schedulePollTask(this::end);

        loop.run();

        assertThat(letters)
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.key()).isEqualTo("mtg.llm-requests-0-0");
                            assertThat(letter.service()).isEqualTo("llm-worker");
                            assertThat(letter.reason()).isEqualTo("malformed");
                            assertThat(letter.value())
                                    .isEqualTo(
                                            ByteBuffer.wrap(
                                                    "junk".getBytes(StandardCharsets.UTF_8)));
                        });
        kafka.scheduler.handle(
                new SchedulerInput.LedgerLoaded(kafka.loads.getFirst(), new Ledger(2)));
        kafka.commit();
        assertThat(kafka.committed).isEqualTo(1);
    }

    /** FAULT 18: otherwise many malformed records would need as many round trips. */
    @Test
    void shouldWriteTheDeadLettersOfOnePollTogether() {
        consumer.schedulePollTask(
                () -> {
                    for (int i = 0; i < 3; i++) add(new byte[] {7});
                    add(SampleRequests.request("2+2?", "slot"));
                });
        consumer.schedulePollTask(this::end);

        loop.run();

        assertThat(reported).isEqualTo(1);
        assertThat(letters).extracting(DeadLetter::offset).containsExactly(0L, 1L, 2L);
        kafka.scheduler.handle(
                new SchedulerInput.LedgerLoaded(kafka.loads.getFirst(), new Ledger(2)));
        kafka.commit();
        assertThat(kafka.committed).isEqualTo(3);
    }

    @Test
    void shouldReportWhyItEnded() {
        consumer.schedulePollTask(this::end);

        loop.run();

        assertThat(failures).singleElement().isInstanceOf(KafkaException.class);
        assertThat(consumer.closed()).isTrue();
    }

    private void end() {
        consumer.setPollException(new KafkaException("end of test"));
    }

    private void add(LlmRequest request) {
        add(EVENTS.serializer().serialize(P0.topic(), request));
    }

    private void add(byte[] value) {
        consumer.addRecord(
                new ConsumerRecord<>(P0.topic(), P0.partition(), offset++, new byte[0], value));
    }

    private void report(List<DeadLetter> more) {
        letters.addAll(more);
        reported++;
    }
}
