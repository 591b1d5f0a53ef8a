package metatextgrad.services.gateway.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import metatextgrad.config.Settings;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.records.RecordQuery.Source;
import metatextgrad.services.gateway.tables.TopicConsumers;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import metatextgrad.topics.AccessRefusal;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Kafka with a consumer of its own for each query, without a group. A query reads the newest
 * records only, and fewer of them if these take too long. Thread-safe.
 */
public final class KafkaRecords implements RecordReader {
    /** The topics that pages read on demand. */
    public static final List<Topic> TOPICS =
            List.of(
                    Topics.OPTIMIZERS,
                    Topics.OPTIMIZER_STATE,
                    Topics.TRIALS,
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.SCORES,
                    Topics.TEXTUAL_LOSSES,
                    Topics.GRADIENTS,
                    Topics.TASKS,
                    Topics.ANSWERS,
                    Topics.FEEDBACK,
                    Topics.INTAKE_INBOX,
                    Topics.TASK_COMMANDS,
                    Topics.WINDOWS,
                    Topics.LIVE_SCORES,
                    Topics.DEAD_LETTERS);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaRecords.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOOKUP = 5000;
    private static final int FETCH_WAIT = 20;
    private static final int FETCH_BYTES = 8 << 20;
    private static final int RETRY_SECONDS = 5;

    /** Each query has a consumer with its buffers. */
    private static final int AT_ONCE = 4;

    private static final int TURN_SECONDS = 2;

    /** By how much fewer records are read after too many for the time. */
    private static final int FEWER = 16;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Settings settings;
    private final RecordDecoder decoder;
    private final Duration most;
    private final LongSupplier nanos;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /**
     * @param decoder reads the values
     */
    public KafkaRecords(Settings settings, RecordDecoder decoder) {
        this(() -> consumer(settings), settings, decoder, Duration.ofSeconds(5), System::nanoTime);
    }

    /**
     * @param most how long a query reads before it tries fewer records
     * @param nanos time of a clock that only advances
     */
    KafkaRecords(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Settings settings,
            RecordDecoder decoder,
            Duration most,
            LongSupplier nanos) {
        this.consumers = consumers;
        this.settings = settings;
        this.decoder = decoder;
        this.most = most;
        this.nanos = nanos;
    }

    @Override
    public RecordsFound read(RecordQuery query) {
        requireTurn();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return read(query, consumer);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | RegistryUnavailable e) {
            LOG.warn("cannot read {}: {}", query.sources(), e.getMessage());
            String why = "Kafka or the registry cannot be reached: load the page again";
            throw Problem.KAFKA_UNAVAILABLE
                    .denied(AccessRefusal.of(settings.bootstrapServers(), e).orElse(why))
                    .retryAfter(RETRY_SECONDS);
        } finally {
            turns.release();
        }
    }

    private void requireTurn() {
        try {
            if (turns.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.STATE_UNAVAILABLE
                .denied("too many people read topics now: load the page again")
                .retryAfter(RETRY_SECONDS);
    }

    private RecordsFound read(RecordQuery query, Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Source source : query.sources()) partitions.addAll(partitions(consumer, source));
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = ends(consumer, partitions, query.to());
        for (int newest = query.most(); newest >= ends.size(); newest /= FEWER) {
            RecordsFound found = read(query, consumer, ends, newest);
            if (found != null) return found;
        }
        throw Problem.STATE_UNAVAILABLE
                .denied("the newest records are too large to read in time: use the command line")
                .retryAfter(RETRY_SECONDS);
    }

    /** Returns the newest records; null if the time is over before the last of them was read. */
    private @Nullable RecordsFound read(
            RecordQuery query,
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            int newest) {
        long latest = nanos.getAsLong() + most.toNanos();
        boolean whole = seek(consumer, query, ends, newest);
        NewestRecords found = new NewestRecords();
        while (!isRead(consumer, ends)) {
            if (nanos.getAsLong() - latest > 0) return null;
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL))
                if (one.offset() < end(ends, one)) add(found, query, one);
        }
        return found.sorted(whole);
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, Source source) {
        String topic = settings.prefix() + source.topic().name();
        int count = consumer.partitionsFor(topic).size();
        if (count == 0) throw new KafkaException("there is no topic " + topic);
        String key = source.key();
        if (key != null)
            return List.of(
                    new TopicPartition(
                            topic, BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), count)));
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < count; i++) all.add(new TopicPartition(topic, i));
        return all;
    }

    private static Map<TopicPartition, Long> ends(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            @Nullable Instant to) {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        if (to != null)
            offsets(consumer, partitions, to)
                    .forEach(
                            (one, next) -> {
                                if (next != null) ends.merge(one, next.offset(), Math::min);
                            });
        return ends;
    }

    /** Returns whether nothing is left out. */
    private static boolean seek(
            Consumer<byte[], byte[]> consumer,
            RecordQuery query,
            Map<TopicPartition, Long> ends,
            int most) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
        Instant from = query.from();
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts =
                from == null ? Map.of() : offsets(consumer, List.copyOf(ends.keySet()), from);
        boolean whole = true;
        for (Map.Entry<TopicPartition, Long> one : ends.entrySet()) {
            OffsetAndTimestamp start = starts.get(one.getKey());
            long first = begins.getOrDefault(one.getKey(), 0L);
            if (start != null) first = Math.max(first, start.offset());
            else if (from != null) first = one.getValue();
            long newest = one.getValue() - most / ends.size();
            whole &= newest <= first;
            consumer.seek(one.getKey(), Math.max(first, newest));
        }
        return whole;
    }

    private static Map<TopicPartition, @Nullable OffsetAndTimestamp> offsets(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant at) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(one -> times.put(one, Math.max(0, at.toEpochMilli())));
        return consumer.offsetsForTimes(times);
    }

    private static boolean isRead(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> record) {
        return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    private void add(
            NewestRecords found, RecordQuery query, ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic().substring(settings.prefix().length());
        decoder.decode(topic, record)
                .filter(query.wanted())
                .ifPresent(
                        event ->
                                found.add(
                                        new PlacedEvent(
                                                event,
                                                Instant.ofEpochMilli(record.timestamp()),
                                                new Place(topic, record.partition()),
                                                record.offset()),
                                        record.serializedValueSize()));
    }

    private static Consumer<byte[], byte[]> consumer(Settings settings) {
        Map<String, Object> all = TopicConsumers.settings("gateway-pages", settings.client());
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LOOKUP);
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT);
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        return new KafkaConsumer<>(all);
    }
}
