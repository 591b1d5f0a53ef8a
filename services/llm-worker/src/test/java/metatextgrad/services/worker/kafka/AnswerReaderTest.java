package metatextgrad.services.worker.kafka;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.scheduler.AssignedPartition;
import metatextgrad.services.worker.scheduler.FakeKafka;
import metatextgrad.services.worker.scheduler.PartitionAssignment;
import metatextgrad.services.worker.scheduler.PendingWrite;
import metatextgrad.services.worker.scheduler.SampleRequests;
import metatextgrad.services.worker.scheduler.SchedulerEffect;
import metatextgrad.topics.Topics;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** FAULT 8: each look-up is answered once. */
final class AnswerReaderTest {
    private static final Serde<Event> EVENTS = WorkerSerde.local();
    private static final TopicPartition LOG =
            new TopicPartition(Topics.responses(Requester.CANDIDATE).in(SampleSettings.CLUSTER), 0);

    private AssignedPartition partition = new AssignedPartition(new PartitionAssignment(0, 0));
    private final AtomicInteger asked = new AtomicInteger();
    private final FakeKafka kafka = new FakeKafka(10);

    @Test
    void shouldDeliverNoReadTwiceWhenSomePartitionsAreUnreachable() {
        WorkerSettings settings = SampleSettings.WORKER;
        WorkerClients clients =
                new WorkerClients(settings) {
                    @Override
                    public MockConsumer<byte[], byte[]> reader() {
                        return unreachableForTheSecondLog();
                    }
                };
        AnswerReader reader =
                new AnswerReader(
                        clients,
                        settings,
                        new RequestTraces(Tracing.OFF, "mtg.llm-worker"),
                        kafka.scheduler,
                        cause -> {});
        reader.add(check(0));
        reader.add(check(1));
        reader.start();
        try (reader) {
            await().atMost(5, MINUTES).until(() -> kafka.writes().size() > 1);
        }

        assertThat(kafka.writes())
                .containsExactly(
                        new PendingWrite.OffsetCommit(partition, 0),
                        new PendingWrite.OffsetCommit(partition, 1));
        assertThat(asked.get()).isGreaterThan(2);
    }

    /** A look for an answer of a request that lies at this offset, in a log of that number. */
    private SchedulerEffect.CheckAnswer check(int number) {
        kafka.finish(new Reply.Answered("4", Usage.NONE, "m"));
        kafka.polled(SampleRequests.request("q" + number, "slot"));
        kafka.finish(new Reply.Answered("4", Usage.NONE, "m"));
        kafka.poll(number);
        SchedulerEffect.CheckAnswer check =
                (SchedulerEffect.CheckAnswer) kafka.lookUps.removeFirst();
        partition = check.delivery().partition();
        return new SchedulerEffect.CheckAnswer(
                check.delivery(), new AnswerPosition(Requester.CANDIDATE, number, 0));
    }

    private MockConsumer<byte[], byte[]> unreachableForTheSecondLog() {
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
