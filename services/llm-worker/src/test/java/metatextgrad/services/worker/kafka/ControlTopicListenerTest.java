package metatextgrad.services.worker.kafka;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.project.Limits.Exceeded.Unit;
import metatextgrad.services.worker.scheduler.FakeKafka;
import metatextgrad.services.worker.scheduler.SampleBudgets;
import metatextgrad.services.worker.scheduler.SampleRequests;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** FAULT 8 and 40: control topics are read although the broker is unreachable at times. */
final class ControlTopicListenerTest {
    private static final Serde<Event> EVENTS = WorkerSerde.local();
    private final AtomicBoolean unreachable = new AtomicBoolean(true);
    private final Log log = new Log();
    private final FakeKafka kafka = new FakeKafka(10);

    @Test
    void shouldLoseNoRecordsWhileThePositionIsUnknown() {
        kafka.polled(SampleRequests.request("q", "slot"));
        kafka.finish(new Reply.Answered("4", Usage.NONE, "m"));
        WorkerSettings settings = SampleSettings.WORKER;
        WorkerClients clients =
                new WorkerClients(settings) {
                    @Override
                    public MockConsumer<byte[], byte[]> listener() {
                        return log;
                    }
                };
        ControlTopicListener hearing =
                new ControlTopicListener(clients, settings, kafka.scheduler, cause -> {});
        hearing.start();
        try (hearing) {
            await().atMost(5, MINUTES).until(() -> !unreachable.get());
        }

        kafka.polled(SampleRequests.request("more", "slot"));
        kafka.commit();
        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.commands)
                .containsExactly(
                        new RunBudgetExhausted(
                                new RunId("run"),
                                FakeKafka.PARTITION,
                                SampleBudgets.spent("demo", Unit.CALLS, 1, 1, false)));
    }

    /** Brings a limit, and then once does not know its position. */
    private final class Log extends MockConsumer<byte[], byte[]> {
        private static final String BUDGETS = Topics.BUDGETS.in(SampleSettings.CLUSTER);

        private Log() {
            super("earliest");
            Map<TopicPartition, Long> beginnings = new HashMap<>();
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Topic of :
                    List.of(
                            Topics.BUDGETS,
                            Topics.BUDGET_SPEND,
                            Topics.MODEL_STATUS,
                            Topics.RUN_COMMANDS)) {
                String topic = of.in(SampleSettings.CLUSTER);
                Node node = Node.noNode();
                Node[] none = {};
                updatePartitions(topic, List.of(new PartitionInfo(topic, 0, node, none, none)));
                beginnings.put(new TopicPartition(topic, 0), 0L);
                ends.put(new TopicPartition(topic, 0), topic.equals(BUDGETS) ? 1L : 0L);
            }
            updateBeginningOffsets(beginnings);
            updateEndOffsets(ends);
            byte[] limit = EVENTS.serializer().serialize(BUDGETS, SampleBudgets.calls(1, 1));
            schedulePollTask(
                    () -> addRecord(new ConsumerRecord<>(BUDGETS, 0, 0, new byte[0], limit)));
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            if (unreachable.getAndSet(false)) throw new TimeoutException("no position yet");
            return super.position(partition);
        }
    }
}
