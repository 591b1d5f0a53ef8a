package metatextgrad.services.gateway.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import metatextgrad.model.Causes;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads all of some compacted topics from their beginning, and then what follows, on a daemon
 * thread and without a group. After a failure it begins again: known records change nothing.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOKUP = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final List<String> topics;
    private final KafkaAccess access;
    private final Map<String, Object> client;
    private final Consumer<ConsumerRecord<byte[], byte[]>> records;
    private final boolean lastOnly;
    private final Runnable complete;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<?, ?> open;
    private volatile boolean following;
    private long checked = System.nanoTime();
    private Duration pause = POLL;

    /** An outage is one line in the log. */
    private boolean reported;

    /**
     * @param topics one or more, by name
     * @param client settings of Kafka's clients
     * @param access gets what Kafka refuses
     * @param records gets each record with a value; an exception skips it, unless it is one of
     *     Kafka: then the topics are read again
     * @param lastOnly whether, up to the end of the topics, only the last record of each key
     *     counts, once it is reached: earlier ones would take what is known back for a while
     * @param complete called whenever the topics were read to their end
     */
    public TopicFollower(
            List<String> topics,
            Map<String, Object> client,
            KafkaAccess access,
            Consumer<ConsumerRecord<byte[], byte[]>> records,
            boolean lastOnly,
            Runnable complete) {
        this.topics = List.copyOf(topics);
        this.access = access;
        this.client = consumer(topics.getFirst(), client);
        this.records = records;
        this.lastOnly = lastOnly;
        this.complete = complete;
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("gateway reads " + topics.getFirst())
                        .unstarted(this::run);
    }

    /** Starts to read; returns at once. */
    public void start() {
        thread.start();
    }

    /** Whether the topics were read to their end, and Kafka can be reached since. */
    public boolean following() {
        return following;
    }

    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<?, ?> reading = open;
        if (reading != null) reading.wakeup();
        try {
            thread.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed(Duration.ZERO)) {
            try (KafkaConsumer<byte[], byte[]> consumer = opened()) {
                open = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                return; // by close()
            } catch (KafkaException e) {
                failed(e);
            } finally {
                open = null;
                following = false;
            }
            if (isClosed(pause)) return;
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        }
    }

    private void failed(KafkaException e) {
        if (access.failed(name(), e)) return;
        LOG.atLevel(reported ? Level.DEBUG : Level.WARN)
                .log("cannot read {}, and serve what was read before: {}", name(), e.getMessage());
        reported = true;
    }

    private String name() {
        return String.join(", ", topics);
    }

    /**
     * @throws InvalidConfigurationException if no attempt can succeed with these settings
     */
    private KafkaConsumer<byte[], byte[]> opened() {
        try {
            return new KafkaConsumer<>(client);
        } catch (KafkaException e) {
            String reason = String.valueOf(Causes.root(e).getMessage());
            // The name of a broker may be known later.
            if (reason.contains(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)) throw e;
            throw new InvalidConfigurationException(reason);
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) partitions.addAll(partitions(consumer, topic));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOKUP);
        LastRecords last = new LastRecords();
        boolean reading = true;
        while (!isClosed(Duration.ZERO)) {
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL))
                if (reading && lastOnly) last.put(one);
                else accept(one);
            if (reading && isAt(ends, consumer)) {
                reading = false;
                last.take().forEach(this::accept);
                following = true;
                checked = System.nanoTime();
                access.accepted(name());
                reported = false;
                pause = POLL;
                complete.run();
            } else if (!reading) {
                check(consumer, partitions);
            }
        }
    }

    /** Without brokers a consumer reads nothing, and reports no failure. */
    private void check(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        if (System.nanoTime() - checked < LOOKUP.toNanos()) return;
        try {
            consumer.endOffsets(partitions, LOOKUP);
            following = true;
            reported = false;
        } catch (TimeoutException e) {
            following = false;
            failed(e);
        }
        checked = System.nanoTime();
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic, LOOKUP).stream()
                        .map(one -> new TopicPartition(topic, one.partition()))
                        .toList();
        if (partitions.isEmpty()) throw new KafkaException("there is no topic " + topic);
        return partitions;
    }

    /** A deleted record changes nothing: the gateway serves the last table. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) return;
        try {
            records.accept(record);
        } catch (IllegalArgumentException e) {
            LOG.warn("skip a record of {}: {}", place(record), e.getMessage());
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // The thread must not end: all later records would be missing.
            LOG.error("skip a record of {}, which this gateway cannot handle", place(record), e);
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s, partition %d, offset %d"
                .formatted(record.topic(), record.partition(), record.offset());
    }

    private static boolean isAt(
            Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), LOOKUP) >= end.getValue());
    }

    private boolean isClosed(Duration within) {
        try {
            return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Map<String, Object> consumer(String topic, Map<String, Object> client) {
        Map<String, Object> all = TopicConsumers.settings("gateway-" + topic, client);
        // Kafka's client logs each attempt of an outage.
        all.putIfAbsent(
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, (int) LONGEST_PAUSE.toMillis());
        return all;
    }
}
