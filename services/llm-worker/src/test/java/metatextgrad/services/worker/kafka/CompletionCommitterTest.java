package metatextgrad.services.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.services.worker.scheduler.FakeKafka;
import metatextgrad.services.worker.scheduler.SampleRequests;
import metatextgrad.trace.Tracing;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FAULT 27: whose member a transaction is. */
final class CompletionCommitterTest {
    private final AtomicInteger generation = new AtomicInteger(7);
    private final BlockingQueue<Integer> committedAs = new LinkedBlockingQueue<>();

    /** Otherwise the broker would accept it although another member owns the partition. */
    @Test
    @DisplayName("FAULT 27: a transaction is committed as the member that began it")
    void shouldCommitAsTheMemberThatOwnedThePartition() throws Exception {
        FakeKafka kafka = new FakeKafka(1);
        kafka.polled(SampleRequests.request("2+2?", "slot"));
        WorkerTransaction transaction =
                new WorkerTransaction(
                        SampleSettings.WORKER,
                        new RequestTraces(Tracing.OFF, "mtg.llm-worker"),
                        this::rebalancingWhileItSends);
        CompletionCommitter committer =
                new CompletionCommitter(kafka.scheduler, transaction, this::member, cause -> {});
        committer.start();
        try (committer) {
            kafka.writes().forEach(committer::add);
            assertThat(committedAs.poll(1, TimeUnit.MINUTES)).isEqualTo(7);
        }
    }

    @SuppressWarnings("removal") // the only way to make one without a broker
    private ConsumerGroupMetadata member() {
        return new ConsumerGroupMetadata("group", generation.get(), "member", Optional.empty());
    }

    private MockProducer<byte[], byte[]> rebalancingWhileItSends() {
        return new MockProducer<>(
                true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized void flush() {
                generation.incrementAndGet();
                super.flush();
            }

            @Override
            public synchronized void sendOffsetsToTransaction(
                    Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata member) {
                committedAs.add(member.generationId());
                super.sendOffsetsToTransaction(offsets, member);
            }
        };
    }
}
