package metatextgrad.services.gateway.traffic;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metatextgrad.config.Settings;
import metatextgrad.services.gateway.traffic.Backlog.Lags;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads every ten seconds, on a daemon thread, how much waits in Kafka. While it cannot, the last
 * numbers count for a minute, and then nothing waits: an outage must not refuse what could be
 * taken. Thread-safe.
 */
public final class LagReader implements AutoCloseable {
    /** The topics whose ends it reads. */
    public static final List<Topic> TOPICS =
            List.of(
                    Topics.TASKS,
                    Topics.ANSWERS,
                    Topics.FEEDBACK,
                    Topics.INTAKE_INBOX,
                    Topics.LLM_REQUESTS);

    private static final String INTAKE = "intake";
    private static final String WORKER = "llm-worker";

    /** The groups whose places it reads, without the prefix. */
    public static final List<String> GROUPS = List.of(INTAKE, WORKER);

    private static final Logger LOG = LoggerFactory.getLogger(LagReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_FAILURES = 6;
    private static final int TIMEOUT = 5000;

    private static final List<Topic> OF_INTAKE = TOPICS.subList(0, 4);

    private final Settings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Lags lags = Lags.NONE;

    public LagReader(Settings settings) {
        this.settings = settings;
        thread = Thread.ofPlatform().daemon().name("gateway backlog").unstarted(this::run);
    }

    /** Starts to read; returns at once. */
    public void start() {
        thread.start();
    }

    /** Returns what waits. */
    public Lags lags() {
        return lags;
    }

    private void run() {
        int failures = 0;
        do {
            Map<String, Object> properties = new HashMap<>(settings.client());
            properties.put("client.id", "gateway-backlog");
            properties.put("default.api.timeout.ms", TIMEOUT);
            properties.put("request.timeout.ms", TIMEOUT);
            try (Admin admin = Admin.create(properties)) {
                do {
                    lags = read(admin);
                    failures = 0;
                } while (!isClosed());
            } catch (KafkaException | ExecutionException | TimeoutException e) {
                if (++failures >= MOST_FAILURES) lags = Lags.NONE;
                LOG.atLevel(failures == MOST_FAILURES ? Level.WARN : Level.DEBUG)
                        .log("cannot read how much waits, so nothing is refused: {}", reason(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        } while (!isClosed());
    }

    private static @Nullable String reason(Exception failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.getMessage() : cause.getMessage();
    }

    private Lags read(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return new Lags(
                lag(admin, INTAKE, OF_INTAKE), lag(admin, WORKER, List.of(Topics.LLM_REQUESTS)));
    }

    private long lag(Admin admin, String service, List<Topic> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = topics.stream().map(topic -> topic.in(settings)).toList();
        Map<TopicPartition, Long> read = new HashMap<>();
        admin.listConsumerGroupOffsets(settings.prefix() + service)
                .partitionsToOffsetAndMetadata()
                .get(TIMEOUT, TimeUnit.MILLISECONDS)
                .forEach(
                        (partition, place) -> {
                            if (place != null && names.contains(partition.topic()))
                                read.put(partition, place.offset());
                        });
        Map<TopicPartition, Long> ends =
                offsets(admin, partitions(admin, names), OffsetSpec.latest());
        // A service that never committed reads a partition from its begin.
        List<TopicPartition> unread =
                ends.keySet().stream().filter(one -> !read.containsKey(one)).toList();
        read.putAll(offsets(admin, unread, OffsetSpec.earliest()));
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - read.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Topics that do not exist yet have none. */
    private static List<TopicPartition> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                topic.getValue()
                        .get(TIMEOUT, TimeUnit.MILLISECONDS)
                        .partitions()
                        .forEach(
                                one ->
                                        partitions.add(
                                                new TopicPartition(
                                                        topic.getKey(), one.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) throw e;
            }
        }
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(toMap(one -> one, one -> spec));
        return admin
                .listOffsets(wanted)
                .all()
                .get(TIMEOUT, TimeUnit.MILLISECONDS)
                .entrySet()
                .stream()
                .collect(toMap(Map.Entry::getKey, one -> one.getValue().offset()));
    }

    private boolean isClosed() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
