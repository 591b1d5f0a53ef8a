package metatextgrad.services.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.ledger.Base32;
import metatextgrad.services.worker.scheduler.SchedulerInput;
import metatextgrad.services.worker.scheduler.SchedulerInput.MalformedPolled;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionAssigned;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionIdle;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionsReleased;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionsRevoking;
import metatextgrad.services.worker.scheduler.SchedulerInput.RequestPolled;
import metatextgrad.services.worker.scheduler.SchedulerLock;
import metatextgrad.topics.Topics;
import metatextgrad.wire.KafkaHeaders;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The poll thread: the only one that uses the group's consumer. It never stops polling. It pauses
 * partitions that must wait.
 */
public final class PollLoop implements ConsumerRebalanceListener {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CLOSE = Duration.ofSeconds(15);

    private final WorkerSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final RequestTraces traces;
    private final SchedulerLock scheduler;
    private final Runnable joined;
    private final java.util.function.Consumer<List<DeadLetter>> malformed;
    private final FailureListener failed;
    private final WorkerThread thread;
    private volatile @Nullable ConsumerGroupMetadata group;
    private volatile boolean closed;

    /**
     * Its listeners are called from the poll thread.
     *
     * @param joined called when the group has assigned partitions, perhaps none
     * @param malformed called with the malformed records of one poll, at least one
     * @param failed called once, if it cannot continue
     */
    public PollLoop(
            WorkerSettings settings,
            Consumer<byte[], byte[]> consumer,
            RequestTraces traces,
            SchedulerLock scheduler,
            Runnable joined,
            java.util.function.Consumer<List<DeadLetter>> malformed,
            FailureListener failed) {
        this.settings = settings;
        this.consumer = consumer;
        this.traces = traces;
        this.scheduler = scheduler;
        this.joined = joined;
        this.malformed = malformed;
        this.failed = failed;
        thread = new WorkerThread("poll", this::run);
    }

    public void start() {
        thread.start();
    }

    /** Returns the group metadata of the last poll. Any thread. */
    public ConsumerGroupMetadata group() {
        return requireNonNull(group, "not polled yet");
    }

    public void close() {
        closed = true;
        consumer.wakeup();
        thread.end(CLOSE);
    }

    /** Polls until closed. */
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.LLM_REQUESTS.in(settings.cluster())), this);
            while (!closed) poll();
        } catch (WakeupException closing) {
            // close() wakes the consumer up.
        } catch (RuntimeException e) {
            if (!closed) failed.failed(e);
        }
    }

    private void poll() {
        Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL);
        publish();
        read(records).forEach(scheduler::handle);
        scheduler.unloaded().forEach(this::reportIdle);
        pause();
    }

    /** Reports a partition whose records are all polled. */
    private void reportIdle(int partition) {
        TopicPartition requests =
                new TopicPartition(Topics.LLM_REQUESTS.in(settings.cluster()), partition);
        boolean idle =
                consumer.assignment().contains(requests)
                        && consumer.currentLag(requests).orElse(Long.MAX_VALUE) == 0;
        if (idle) scheduler.handle(new PartitionIdle(partition, consumer.position(requests)));
    }

    private void publish() {
        group = consumer.groupMetadata();
    }

    private void pause() {
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> stop = new HashSet<>();
        Set<TopicPartition> go = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            boolean wanted = scheduler.polls(partition.partition());
            if (wanted == paused.contains(partition)) (wanted ? go : stop).add(partition);
        }
        consumer.pause(stop);
        consumer.resume(go);
    }

    /** Reads polled records. The dead letters of malformed ones are written when this returns. */
    private List<SchedulerInput> read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<SchedulerInput> polled = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) polled.add(read(record, letters));
        if (!letters.isEmpty()) malformed.accept(letters);
        return polled;
    }

    private SchedulerInput read(ConsumerRecord<byte[], byte[]> record, List<DeadLetter> letters) {
        try {
            Event event =
                    settings.events().deserializer().deserialize(record.topic(), record.value());
            if (!(event instanceof LlmRequest request)) throw new MalformedRecord("no request");
            Base32.of(request.callKey().value());
            Base32.of(request.requestId().value());
            traces.read(record, request);
            return new RequestPolled(record.partition(), record.offset(), request);
        } catch (MalformedRecord | IllegalArgumentException malformed) {
            letters.add(letter(record, String.valueOf(malformed.getMessage())));
            return new MalformedPolled(record.partition(), record.offset());
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String message) {
        return new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                WorkerSettings.NAME,
                "malformed",
                message.lines().findFirst().orElse(""),
                KafkaHeaders.buffer(record.key()),
                KafkaHeaders.buffer(record.value()),
                KafkaHeaders.read(record.headers()));
    }

    // Rebalances, inside poll.

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        publish();
        numbers(partitions)
                .forEach(partition -> scheduler.handle(new PartitionAssigned(partition)));
        joined.run();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        publish();
        List<Integer> numbers = numbers(partitions);
        scheduler.handle(new PartitionsRevoking(numbers));
        // Meanwhile the other partitions are not polled. But calls in flight are billed, and the
        // next owner could only repeat them.
        scheduler.awaitQuiet(numbers, settings.endpoint().drain());
        scheduler.handle(new PartitionsReleased(numbers));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        publish();
        scheduler.handle(new PartitionsReleased(numbers(partitions)));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
