package metatextgrad.services.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.Event;
import metatextgrad.model.Prices;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FAULT 18: rows of the ledger, and of what was spent, that nobody can read. */
final class LedgerReaderTest {
    private static final Serde<Event> EVENTS = WorkerSerde.local();
    private static final WorkerTopics TOPICS = new WorkerTopics("mtg.");
    private static final TopicPartition LEDGER = new TopicPartition(TOPICS.ledger(), 0);
    private static final TopicPartition SPEND = new TopicPartition(TOPICS.budgetSpend(), 0);
    private static final byte[] NONSENSE = "hello".getBytes(UTF_8);
    private static final WorkerRequest ASK = SampleAsks.ask("2+2?", "slot-1");

    @Test
    void shouldPassOverWhatStandsForNothingOfOurs() {
        for (String key : new String[] {"anything", "", null}) {
            assertThat(knowsTheRowAfter(LEDGER, key, false)).isTrue();
            assertThat(knowsTheRowAfter(SPEND, key, false)).isTrue();
        }
    }

    @Test
    void shouldRefuseToGoOnWithoutARowThatMayStandForWhatWasPaid() {
        String call = ASK.call().value();
        assertThatThrownBy(() -> knowsTheRowAfter(LEDGER, call, false))
                .isInstanceOf(LedgerReader.Gap.class)
                .hasMessageStartingWith("the row at mtg.llm-ledger-0, offset 0 cannot be read (")
                .hasMessageEndingWith("--allow-repay goes on without it, and may pay again");
        assertThatThrownBy(() -> knowsTheRowAfter(SPEND, "demo/0", false))
                .isInstanceOf(LedgerReader.Gap.class);
        assertThat(knowsTheRowAfter(LEDGER, call, true)).isTrue();
    }

    /** Whether what comes after nonsense under this key is known. */
    private static boolean knowsTheRowAfter(
            TopicPartition nonsense, @Nullable String key, boolean allowRepay) {
        WorkerSettings settings =
                new WorkerSettings(
                        "nowhere:1",
                        "mtg.",
                        "one",
                        EVENTS,
                        10,
                        10,
                        RateLimits.UNKNOWN,
                        allowRepay,
                        Prices.NONE,
                        Map.of());
        WorkerClients clients =
                new WorkerClients(settings) {
                    @Override
                    MockConsumer<byte[], byte[]> reader() {
                        return log(nonsense, key);
                    }

                    @Override
                    MockConsumer<byte[], byte[]> watermarks() {
                        MockConsumer<byte[], byte[]> ends = new MockConsumer<>("earliest");
                        ends.updateEndOffsets(Map.of(LEDGER, 2L, SPEND, 1L));
                        return ends;
                    }
                };
        return new LedgerReader(clients, settings, 3).read(0).knows(ASK.call(), ASK.ask());
    }

    private static MockConsumer<byte[], byte[]> log(TopicPartition nonsense, @Nullable String key) {
        return new MockConsumer<>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                    Set<TopicPartition> asks) {
                asks.forEach(one -> updateBeginningOffsets(Map.of(one, 0L)));
                return Map.of();
            }

            @Override
            public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
                updateBeginningOffsets(Map.of(LEDGER, 0L, SPEND, 0L));
                super.seekToBeginning(partitions);
                TopicPartition log = partitions.iterator().next();
                byte[] foreign = key == null ? null : key.getBytes(UTF_8);
                boolean here = log.equals(nonsense);
                addRecord(new ConsumerRecord<>(log.topic(), 0, 0, foreign, here ? NONSENSE : null));
                if (log.equals(LEDGER)) addRecord(parked());
            }
        };
    }

    private static ConsumerRecord<byte[], byte[]> parked() {
        LedgerEntry row = new LedgerEntry.AskParked(ASK.ask(), 0, ASK.project(), ASK.run());
        return new ConsumerRecord<>(
                LEDGER.topic(),
                0,
                1,
                row.key().getBytes(UTF_8),
                EVENTS.serializer().serialize(LEDGER.topic(), row));
    }
}
