package metatextgrad.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads all serving tables from the beginning, without a group, on a daemon thread. After a failure
 * it begins again: a table that was read before changes nothing.
 */
final class ServingTableReader {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOKUP = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String topic;
    private final LastTable last;
    private final FailureLog failures;
    private final Supplier<Consumer<byte[], byte[]>> create;
    private final CountDownLatch atEnd = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private Duration pause = POLL;

    ServingTableReader(
            String topic,
            LastTable last,
            FailureLog failures,
            Supplier<Consumer<byte[], byte[]>> create) {
        this.topic = topic;
        this.last = last;
        this.failures = failures;
        this.create = create;
        this.thread = new Thread(this::run, "mtg-client reads " + topic);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until the topic was read to its end; returns false after this time. */
    boolean await(Duration atMost) throws InterruptedException {
        return atEnd.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    void close(Duration atMost) throws InterruptedException {
        closed.countDown();
        Consumer<byte[], byte[]> reading = current;
        if (reading != null) reading.wakeup();
        thread.join(atMost);
    }

    private void run() {
        while (!isClosed()) {
            try (Consumer<byte[], byte[]> consumer = create.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                return; // by close()
            } catch (RuntimeException e) {
                failures.failed(e);
            } finally {
                current = null;
            }
            if (isClosed(pause)) return;
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOKUP);
        boolean isAtEnd = false;
        while (!isClosed()) {
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) accept(one);
            if (!isAtEnd && isAt(ends, consumer)) {
                isAtEnd = true;
                pause = POLL;
                failures.worked();
                atEnd.countDown();
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> all =
                consumer.partitionsFor(topic, LOOKUP).stream()
                        .map(one -> new TopicPartition(topic, one.partition()))
                        .toList();
        if (all.isEmpty()) throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        return all;
    }

    /** A deleted table changes nothing: applications use their last one. */
    private void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) last.accept(record.value());
    }

    private static boolean isAt(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), LOOKUP) >= end.getValue());
    }

    private boolean isClosed() {
        return isClosed(Duration.ZERO);
    }

    private boolean isClosed(Duration within) {
        try {
            return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
