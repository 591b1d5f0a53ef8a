package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.DeadLetter;
import metatextgrad.model.Event;
import metatextgrad.wire.KafkaHeaders;
import metatextgrad.wire.MalformedRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The poll thread: the only one that touches the group's consumer. Never stops polling; a partition
 * that must wait is paused.
 */
final class PollLoop implements ConsumerRebalanceListener {
    private static final Duration POLL = Duration.ofMillis(50);

    private final WorkerSettings settings;
    private final WorkerTopics topics;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Desk desk;
    private final Owner owner;
    private final Thread thread;
    private volatile @Nullable ConsumerGroupMetadata group;
    private volatile boolean closed;

    /** Whom the loop works for. Called from the poll thread. */
    interface Owner {
        /** Partitions are known; perhaps none. */
        void joined();

        /** The ledgers of these partitions are wanted. */
        void load(List<PartitionAssignment> leases);

        /** All that one poll brought, at least one. */
        void poison(List<DeadLetter> letters);

        /** The loop has ended by itself. */
        void failed(Exception cause);
    }

    PollLoop(
            WorkerSettings settings,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Desk desk,
            Owner owner) {
        this.settings = settings;
        this.topics = new WorkerTopics(settings.prefix());
        this.consumer = consumer;
        this.desk = desk;
        this.owner = owner;
        thread = Thread.ofPlatform().name("mtg-worker-poll").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What this member was in the group when it last polled. Any thread. */
    ConsumerGroupMetadata group() {
        return requireNonNull(group, "not polled yet");
    }

    void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread's work, until closed. */
    void run() {
        try (consumer) {
            consumer.subscribe(List.of(topics.requests()), this);
            while (!closed) poll();
        } catch (WakeupException closing) {
            // Asked to.
        } catch (RuntimeException e) {
            if (!closed) owner.failed(e);
        }
    }

    private void poll() {
        Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL);
        publish();
        read(records).forEach(ask -> desk.received(ask.partition(), ask.offset(), ask.request()));
        desk.unknown().forEach(this::look);
        List<PartitionAssignment> wanted = desk.toLoad();
        if (!wanted.isEmpty()) owner.load(wanted);
        pause();
    }

    /** Whether all is polled; where that is not known the consumer asks for it, and goes on. */
    private void look(int partition) {
        TopicPartition asks = new TopicPartition(topics.requests(), partition);
        boolean idle =
                consumer.assignment().contains(asks)
                        && consumer.currentLag(asks).orElse(Long.MAX_VALUE) == 0;
        if (idle) desk.idle(partition, consumer.position(asks));
    }

    private void publish() {
        group = consumer.groupMetadata();
    }

    private void pause() {
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> rest = new HashSet<>();
        Set<TopicPartition> go = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            boolean wanted = desk.wants(partition.partition());
            if (wanted == paused.contains(partition)) (wanted ? go : rest).add(partition);
        }
        consumer.pause(rest);
        consumer.resume(go);
    }

    /**
     * One record of a poll.
     *
     * @param request null if it is none
     */
    private record Polled(int partition, long offset, @Nullable WorkerRequest request) {}

    /** What is no request has become a dead letter when this returns. */
    private List<Polled> read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Polled> polled = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records)
            polled.add(new Polled(record.partition(), record.offset(), request(record, letters)));
        if (!letters.isEmpty()) owner.poison(letters);
        return polled;
    }

    private @Nullable WorkerRequest request(
            ConsumerRecord<byte[], byte[]> record, List<DeadLetter> letters) {
        try {
            Event event =
                    settings.events().deserializer().deserialize(record.topic(), record.value());
            if (!(event instanceof WorkerRequest request)) throw new MalformedRecord("no request");
            Base32.of(request.call().value());
            Base32.of(request.ask().value());
            return request;
        } catch (MalformedRecord | IllegalArgumentException poison) {
            letters.add(letter(record, String.valueOf(poison.getMessage())));
            return null;
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String message) {
        return new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                LlmWorker.NAME,
                "malformed",
                message.lines().findFirst().orElse(""),
                bytes(record.key()),
                bytes(record.value()),
                KafkaHeaders.read(record.headers()));
    }

    private static ByteBuffer bytes(byte @Nullable [] bytes) {
        return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }

    // Rebalances, inside poll.

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        publish();
        partitions.forEach(partition -> desk.assigned(partition.partition()));
        owner.joined();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        publish();
        List<Integer> numbers = numbers(partitions);
        desk.leave(numbers);
        // Polling of the partitions that stay rests meanwhile, but what is out is paid for: whoever
        // takes over could only buy it again.
        desk.awaitQuiet(numbers, settings.patience());
        desk.release(numbers);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        publish();
        desk.release(numbers(partitions));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
