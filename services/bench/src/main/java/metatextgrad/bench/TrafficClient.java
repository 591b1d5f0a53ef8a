package metatextgrad.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.cli.cluster.AdminRequest;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.process.Exit;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the records of applications, and waits until intake has handled them. */
final class TrafficClient implements AutoCloseable {
    /**
     * The state of intake.
     *
     * @param rows in its store
     * @param bytes of their keys and values
     * @param heap of this process in use after a collection, in bytes
     */
    record State(double rows, double bytes, double heap) {}

    private static final Duration MOST = Duration.ofHours(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final ServiceRunner intake;
    private final EventWriter events;
    private final KafkaProducer<byte[], byte[]> records;
    private final Admin admin;

    TrafficClient(BenchEnvironment environment, ServiceRunner intake) {
        this.intake = intake;
        settings = environment.settings();
        events = new EventWriter(settings, environment.events());
        Map<String, Object> properties = EventWriter.properties(settings, EventWriter.COMMAND);
        properties.put("max.in.flight.requests.per.connection", 5);
        properties.put("linger.ms", 20);
        properties.put("batch.size", 256 * 1024);
        records =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        admin = Admin.create(settings.client());
    }

    /** Writes an event, and waits until intake has handled it. */
    void send(Event event) {
        events.send(List.of(event));
        await();
    }

    /**
     * Writes JSON records without keys.
     *
     * @return seconds until intake has handled them all
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback reports failures
    double send(Topic topic, int from, int count, IntFunction<String> json) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        String name = topic.in(settings);
        long start = System.nanoTime();
        for (int i = from; i < from + count; i++)
            records.send(
                    new ProducerRecord<>(name, json.apply(i).getBytes(UTF_8)),
                    (done, e) -> {
                        if (e != null) failure.set(e);
                    });
        records.flush();
        if (failure.get() != null)
            throw Exit.FAILURE.problem(failure.get(), "a task was not written: %s", failure.get());
        await();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Waits for the topics of applications first: what they bring is written to the inbox. */
    private void await() {
        for (Topic topic :
                List.of(
                        Topics.TASKS,
                        Topics.ANSWERS,
                        Topics.FEEDBACK,
                        Topics.ADAPT_COMMANDS,
                        Topics.WINDOW_REQUESTS,
                        Topics.INTAKE_INBOX))
            ConditionWait.until(MOST, () -> isHandled(topic), "intake did not handle " + topic);
    }

    private boolean isHandled(Topic topic) {
        if (!intake.running()) throw Exit.FAILURE.problem("intake has stopped");
        String name = topic.in(settings);
        var handled =
                AdminRequest.of(
                        () ->
                                admin.listConsumerGroupOffsets(settings.prefix() + "intake")
                                        .partitionsToOffsetAndMetadata()
                                        .get());
        return ends(name).entrySet().stream()
                .allMatch(
                        end -> {
                            var at = handled.get(end.getKey());
                            return (at == null ? 0 : at.offset()) >= end.getValue();
                        });
    }

    private Map<TopicPartition, Long> ends(String topic) {
        int partitions =
                AdminRequest.of(
                        () ->
                                requireNonNull(
                                                admin.describeTopics(List.of(topic))
                                                        .allTopicNames()
                                                        .get()
                                                        .get(topic))
                                        .partitions()
                                        .size());
        Map<TopicPartition, OffsetSpec> latest =
                IntStream.range(0, partitions)
                        .boxed()
                        .collect(
                                toMap(
                                        number -> new TopicPartition(topic, number),
                                        number -> OffsetSpec.latest()));
        return AdminRequest.of(() -> admin.listOffsets(latest).all().get()).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Reads the state from its changelog: the last record of each key. */
    State state() {
        LatestSizes sizes = new LatestSizes();
        Map<TopicPartition, Long> ends = ends(settings.prefix() + "intake-intake-tasks-changelog");
        Map<String, Object> properties = new TreeMap<>(settings.client());
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(ends.keySet());
            reader.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream()
                    .anyMatch(end -> reader.position(end.getKey()) < end.getValue()))
                reader.poll(POLL).forEach(sizes::add);
        }
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new State(sizes.rows(), sizes.bytes(), heap);
    }

    @Override
    public void close() {
        events.close();
        records.close();
        admin.close();
    }
}
