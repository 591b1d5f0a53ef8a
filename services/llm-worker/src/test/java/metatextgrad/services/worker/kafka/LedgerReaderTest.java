package metatextgrad.services.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.scheduler.FakeKafka;
import metatextgrad.services.worker.scheduler.PartitionAssignment;
import metatextgrad.services.worker.scheduler.SampleRequests;
import metatextgrad.services.worker.scheduler.SchedulerInput;
import metatextgrad.topics.Topics;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of the ledger and of spending that cannot be read, or are not committed yet. */
final class LedgerReaderTest {
    private static final Serde<Event> EVENTS = WorkerSerde.local();
    private static final TopicPartition LEDGER =
            new TopicPartition(Topics.LLM_LEDGER.in(SampleSettings.CLUSTER), 0);
    private static final TopicPartition SPEND =
            new TopicPartition(Topics.BUDGET_SPEND.in(SampleSettings.CLUSTER), 0);
    private static final byte[] MALFORMED = "hello".getBytes(UTF_8);
    private static final LlmRequest ASK = SampleRequests.request("2+2?", "slot-1");
    private static final LedgerEntry PARKED =
            new LedgerEntry.RequestParked(ASK.requestId(), 0, ASK.project(), ASK.run());

    @Test
    @DisplayName("FAULT 18: rows under unknown keys are skipped")
    void shouldSkipRowsWithUnknownKeys() {
        for (String key : new String[] {"anything", "", null}) {
            assertThat(knowsTheRowAfter(LEDGER, key, false)).isTrue();
            assertThat(knowsTheRowAfter(SPEND, key, false)).isTrue();
        }
    }

    @Test
    @DisplayName("FAULT 18: a row that may record a billed call is not skipped")
    void shouldFailOnAnUnreadableRowThatMayRecordABilledCall() {
        String call = ASK.callKey().value();
        assertThatThrownBy(() -> knowsTheRowAfter(LEDGER, call, false))
                .isInstanceOf(LedgerReader.Gap.class)
                .hasMessageStartingWith(
                        "the ledger record at mtg.llm-ledger-0, offset 0 cannot be read (")
                .hasMessageEndingWith("start it with --allow-repay, which may repeat calls");
        assertThatThrownBy(() -> knowsTheRowAfter(SPEND, "demo/0", false))
                .isInstanceOf(LedgerReader.Gap.class);
        assertThat(knowsTheRowAfter(LEDGER, call, true)).isTrue();
    }

    /** The open transaction may still be committed; only the high watermark includes it. */
    @Test
    @DisplayName(
            "FAULT 26: the worker waits for the late row of a paused owner: no call is repeated")
    void shouldWaitForTheOpenTransactionOfAPausedOwner() {
        LedgerReader reader =
                reader(LedgerReaderTest::logWithOpenTransaction, Map.of(LEDGER, 1L), false);
        FakeKafka kafka = new FakeKafka(1);
        kafka.scheduler.handle(new SchedulerInput.RequestPolled(FakeKafka.PARTITION, 0, ASK));

        PartitionAssignment assignment = kafka.loads.getFirst();
        kafka.scheduler.handle(
                new SchedulerInput.LedgerLoaded(assignment, reader.read(assignment.partition())));
        kafka.commit();

        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.lookUps).as("answers that are read").hasSize(1);
    }

    /** Returns whether the row after a malformed row with this key was read. */
    private static boolean knowsTheRowAfter(
            TopicPartition malformed, @Nullable String key, boolean allowRepay) {
        Map<TopicPartition, Long> ends = Map.of(LEDGER, 2L, SPEND, 1L);
        return reader(() -> log(malformed, key), ends, allowRepay)
                .read(0)
                .knows(ASK.callKey(), ASK.requestId());
    }

    private static LedgerReader reader(
            Supplier<MockConsumer<byte[], byte[]>> log,
            Map<TopicPartition, Long> ends,
            boolean allowRepay) {
        WorkerSettings settings = SampleSettings.worker(allowRepay);
        WorkerClients clients =
                new WorkerClients(settings) {
                    @Override
                    public MockConsumer<byte[], byte[]> reader() {
                        return log.get();
                    }

                    @Override
                    public MockConsumer<byte[], byte[]> watermarks() {
                        MockConsumer<byte[], byte[]> watermarks = new MockConsumer<>("earliest");
                        watermarks.updateEndOffsets(Map.of(LEDGER, 0L, SPEND, 0L));
                        watermarks.updateEndOffsets(ends);
                        return watermarks;
                    }
                };
        return new LedgerReader(clients, settings, 3);
    }

    /** A log whose only row is readable at the third poll, when its transaction ends. */
    private static MockConsumer<byte[], byte[]> logWithOpenTransaction() {
        LedgerEntry row =
                new LedgerEntry.Done(
                        ASK.callKey(),
                        Outcome.OK,
                        Usage.NONE,
                        new AnswerPosition(Requester.CANDIDATE, 0, 0),
                        ASK.requestId(),
                        1,
                        0);
        MockConsumer<byte[], byte[]> log =
                new MockConsumer<>("earliest") {
                    @Override
                    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                            Set<TopicPartition> requests) {
                        requests.forEach(one -> updateBeginningOffsets(Map.of(one, 0L)));
                        return Map.of();
                    }
                };
        log.updateBeginningOffsets(Map.of(LEDGER, 0L, SPEND, 0L));
        log.schedulePollTask(() -> {});
        log.schedulePollTask(() -> {});
        log.schedulePollTask(() -> log.addRecord(record(row, 0)));
        return log;
    }

    private static MockConsumer<byte[], byte[]> log(
            TopicPartition malformed, @Nullable String key) {
        return new MockConsumer<>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                    Set<TopicPartition> requests) {
                requests.forEach(one -> updateBeginningOffsets(Map.of(one, 0L)));
                return Map.of();
            }

            @Override
            public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
                updateBeginningOffsets(Map.of(LEDGER, 0L, SPEND, 0L));
                super.seekToBeginning(partitions);
                TopicPartition log = partitions.iterator().next();
                byte[] foreign = key == null ? null : key.getBytes(UTF_8);
                boolean here = log.equals(malformed);
                addRecord(
                        new ConsumerRecord<>(log.topic(), 0, 0, foreign, here ? MALFORMED : null));
                if (log.equals(LEDGER)) addRecord(record(PARKED, 1));
            }
        };
    }

    private static ConsumerRecord<byte[], byte[]> record(LedgerEntry row, long offset) {
        return new ConsumerRecord<>(
                LEDGER.topic(),
                0,
                offset,
                row.key().getBytes(UTF_8),
                EVENTS.serializer().serialize(LEDGER.topic(), row));
    }
}
