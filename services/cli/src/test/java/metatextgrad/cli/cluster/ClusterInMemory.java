package metatextgrad.cli.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topic;
import metatextgrad.trace.TraceContext;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringSerializer;

/** A cluster whose topics are lists of one partition, without a broker. */
public final class ClusterInMemory {
    public static final Settings SETTINGS =
            new Settings(
                    "127.0.0.1:1",
                    null,
                    "mtg.",
                    null,
                    Path.of("data"),
                    0,
                    1,
                    (short) 1,
                    Duration.ofDays(1),
                    Duration.ofMinutes(1),
                    Map.of());

    private final Map<String, List<ConsumerRecord<String, byte[]>>> topics = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();
    private boolean stopped;

    /** Creates topics without records. */
    public ClusterInMemory(Topic... topics) {
        for (Topic topic : topics) this.topics.put(topic.in(SETTINGS), new ArrayList<>());
    }

    /** Adds events to a topic, which is created if it does not exist. */
    public ClusterInMemory with(Topic topic, Instant time, List<? extends Event> events) {
        String name = topic.in(SETTINGS);
        topics.computeIfAbsent(name, none -> new ArrayList<>());
        events.forEach(event -> add(name, time, event.key(), event));
        return this;
    }

    /** Adds events to a topic, as if they were written now. */
    public ClusterInMemory with(Topic topic, List<? extends Event> events) {
        return with(topic, Instant.now(), events);
    }

    /** Returns the topics that readers were opened for, in their order. */
    public List<String> read() {
        return List.copyOf(read);
    }

    /** From now on no broker answers a reader. */
    public void stop() {
        stopped = true;
    }

    public Cluster cluster() {
        return new Cluster(
                SETTINGS, EventSerde.local(), new Consumers(SETTINGS, InMemoryConsumer::new));
    }

    /** Returns a writer; what it writes can be read. */
    public EventWriter writer() {
        return new EventWriter(SETTINGS, new InMemoryProducer(), TraceContext.NONE);
    }

    private void add(String topic, Instant time, String key, Event event) {
        List<ConsumerRecord<String, byte[]>> log = topics.get(topic);
        if (log == null) throw new IllegalStateException(topic + " does not exist");
        byte[] value = EventSerde.local().serializer().serialize(topic, event);
        log.add(
                new ConsumerRecord<>(
                        topic,
                        0,
                        log.size(),
                        time.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        value.length,
                        key,
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
    }

    /** Reads the records that are there when it is assigned. */
    private final class InMemoryConsumer extends MockConsumer<String, byte[]> {
        InMemoryConsumer() {
            super("earliest");
            topics.forEach(
                    (name, log) ->
                            updatePartitions(
                                    name,
                                    List.of(
                                            new PartitionInfo(
                                                    name, 0, null, new Node[0], new Node[0]))));
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            for (TopicPartition one : partitions) {
                List<ConsumerRecord<String, byte[]>> log =
                        topics.getOrDefault(one.topic(), List.of());
                read.add(one.topic());
                updateBeginningOffsets(Map.of(one, 0L));
                updateEndOffsets(Map.of(one, (long) log.size()));
                log.forEach(this::addRecord);
            }
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            if (stopped) throw new TimeoutException("no broker answers");
            return super.endOffsets(partitions, timeout);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach(
                    (one, time) ->
                            topics.getOrDefault(one.topic(), List.of()).stream()
                                    .filter(record -> record.timestamp() >= time)
                                    .findFirst()
                                    .ifPresent(
                                            record ->
                                                    found.put(
                                                            one,
                                                            new OffsetAndTimestamp(
                                                                    record.offset(),
                                                                    record.timestamp()))));
            return found;
        }
    }

    private final class InMemoryProducer extends MockProducer<String, Event> {
        InMemoryProducer() {
            super(true, null, new StringSerializer(), EventSerde.local().serializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, Event> record) {
            add(record.topic(), Instant.now(), record.key(), record.value());
            return super.send(record);
        }
    }
}
