package metatextgrad.cli.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Consumers that readers use one after the other: a new one takes as long as a short read. Used by
 * one thread.
 */
final class Consumers implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /**
     * How long the broker delays an empty fetch. A reader waits for one such fetch at the end of
     * each topic, so the default of 500 ms would be added to a command several times.
     */
    private static final int FETCH_WAIT_MILLIS = 10;

    private final Settings settings;
    private final Supplier<Consumer<String, byte[]>> created;
    private final Deque<Consumer<String, byte[]>> idle = new ArrayDeque<>();

    Consumers(Settings settings) {
        this(settings, () -> create(settings));
    }

    /**
     * @param created a consumer that is assigned to no partition
     */
    Consumers(Settings settings, Supplier<Consumer<String, byte[]>> created) {
        this.settings = settings;
        this.created = created;
    }

    /** Returns the records of topics. Their consumer is used again when they are closed. */
    TopicRecords assigned(List<Topic> topics) {
        Consumer<String, byte[]> one = take();
        return new TopicRecords(settings, topics, one, () -> giveBack(one));
    }

    /** Returns one that is assigned to no partition. */
    private Consumer<String, byte[]> take() {
        Consumer<String, byte[]> one = idle.poll();
        return one == null ? created.get() : one;
    }

    private void giveBack(Consumer<String, byte[]> one) {
        one.unsubscribe();
        idle.push(one);
    }

    /**
     * Returns if a broker answers.
     *
     * @param limit unless the user's {@code KAFKA_DEFAULT_API_TIMEOUT_MS} sets another
     * @throws EnvironmentProblem if none does, with exit code 6
     */
    void requireBroker(Duration limit) {
        try {
            Consumer<String, byte[]> one = Cluster.created(this::take);
            idle.push(one);
            one.partitionsFor(Topics.RUNS.in(settings), limit(limit));
        } catch (AuthorizationException | InterruptException e) {
            // A broker that refuses this topic answers; an interruption is seen at the next read.
        } catch (KafkaException e) {
            throw Cluster.noBroker(settings.bootstrapServers(), e);
        }
    }

    private Duration limit(Duration standard) {
        Object set = settings.client().get("default.api.timeout.ms");
        return set == null ? standard : Duration.ofMillis(Long.parseLong(set.toString()));
    }

    static KafkaConsumer<String, byte[]> create(Settings settings) {
        Map<String, Object> properties = new TreeMap<>(settings.client());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("fetch.max.wait.ms", FETCH_WAIT_MILLIS);
        properties.put("allow.auto.create.topics", false);
        properties.put("default.api.timeout.ms", (int) TIMEOUT.toMillis());
        return new KafkaConsumer<>(
                properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static void close(Consumer<String, byte[]> one) {
        one.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Override
    public void close() {
        idle.forEach(Consumers::close);
        idle.clear();
    }
}
