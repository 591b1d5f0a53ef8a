package metatextgrad.services.worker;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.Asker;
import metatextgrad.model.Event;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** FAULT 8: whoever wants an answer read gets it once. */
final class AnswerReaderTest {
    private static final Serde<Event> EVENTS = WorkerSerde.local();
    private static final TopicPartition LOG =
            new TopicPartition(new WorkerTopics("mtg.").responses(Asker.CANDIDATE), 0);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();

    @Test
    void shouldServeNobodyTwiceWhenTheBrokerIsAwayForSome() {
        WorkerSettings settings = WorkerSettings.of("nowhere:1", "mtg.", "one", EVENTS);
        WorkerClients clients =
                new WorkerClients(settings) {
                    @Override
                    MockConsumer<byte[], byte[]> reader() {
                        return awayForTheSecondLog();
                    }
                };
        AnswerReader reader = new AnswerReader(clients, settings, cause -> {});
        reader.look(new AnswerPlace(Asker.CANDIDATE, 0, 0), gone -> first.incrementAndGet());
        reader.look(new AnswerPlace(Asker.CANDIDATE, 1, 0), gone -> second.incrementAndGet());
        reader.start();
        try (reader) {
            await().atMost(5, MINUTES).until(() -> second.get() > 0);
        }

        assertThat(first).hasValue(1);
        assertThat(second).hasValue(1);
        assertThat(asked.get()).isGreaterThan(2);
    }

    private MockConsumer<byte[], byte[]> awayForTheSecondLog() {
        return new MockConsumer<>("earliest") {
            @Override
            public synchronized Map<TopicPartition, Long> beginningOffsets(
                    Collection<TopicPartition> logs) {
                if (asked.incrementAndGet() == 2) throw new TimeoutException("away");
                return logs.contains(LOG) ? Map.of(LOG, 0L) : Map.of(List.copyOf(logs).get(0), 0L);
            }
        };
    }
}
