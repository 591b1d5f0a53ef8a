package metatextgrad.cli.loop;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.local.LocalAnswers;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.ops.LoopMeters;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * One driver per service, and a pump that moves outputs to inputs in an order chosen by a seed:
 * kept inside a topic and key, free across them. A driver feeds a service's sink back to its own
 * source by itself, so the pump leaves those alone.
 */
final class DriverLoop implements AutoCloseable {
    /** Classes of tests run in several processes at once. */
    private static final Path STORES =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "mtg-driver-loop-" + ProcessHandle.current().pid());

    private static final String PREFIX = "mtg.";
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    /** Seconds of the drivers' clock, independent of real time. */
    private static final int MAX_SECONDS = 100;

    private final Map<Service, TopologyTestDriver> drivers = new LinkedHashMap<>();
    private final Map<Service, Release> releases = new LinkedHashMap<>();
    private Release worker;
    private BiConsumer<Service, byte[]> afterEach = (reader, record) -> {};
    private final Map<String, Deque<Delivery>> waiting = new LinkedHashMap<>();
    private final LocalAnswers answers;
    private final Random order;
    private final Predicate<Event> lost;
    private final List<Event> emitted = new ArrayList<>();
    private final Supplier<Instant> clock;

    /** A record on its way to one reader. */
    private record Delivery(Service reader, TestRecord<byte[], byte[]> record, String topic) {}

    DriverLoop(List<Service> services, LanguageModel model, long seed) {
        this(services, model, seed, event -> false);
    }

    /**
     * @param lost the records that no reader gets
     */
    DriverLoop(List<Service> services, LanguageModel model, long seed, Predicate<Event> lost) {
        this(services, model, seed, lost, Instant::now);
    }

    /**
     * @param clock by which records get their time
     */
    DriverLoop(
            List<Service> services,
            LanguageModel model,
            long seed,
            Predicate<Event> lost,
            Supplier<Instant> clock) {
        this(services, model, seed, lost, clock, Release.local());
    }

    /**
     * @param release of all services and the worker
     */
    DriverLoop(
            List<Service> services,
            LanguageModel model,
            long seed,
            Predicate<Event> lost,
            Supplier<Instant> clock,
            Release release) {
        this.lost = lost;
        this.clock = clock;
        answers = new LocalAnswers(model);
        order = new Random(seed);
        worker = release;
        for (Service service : services) start(service, release);
    }

    private void start(Service service, Release release) {
        ServiceContext serviceContext =
                new ServiceContext(
                        PREFIX,
                        release.events(),
                        release.rows(),
                        new LoopMeters(new SimpleMeterRegistry()),
                        DEADLINE);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, PREFIX + service.name());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, STORES.toString());
        drivers.put(service, new TopologyTestDriver(service.build(serviceContext), properties));
        releases.put(service, release);
    }

    /** Stops a service and starts it in this release, on the rows in its stores. */
    void replace(Service service, Release release) {
        TopologyTestDriver stopped = requireNonNull(drivers.get(service));
        Release before = requireNonNull(releases.get(service));
        Map<String, Map<String, Object>> stores = new LinkedHashMap<>();
        for (String store : stopped.getAllStateStores().keySet())
            stores.put(store, StoredRows.read(stopped, store, before.rows()));
        stopped.close();
        start(service, release);
        TopologyTestDriver started = requireNonNull(drivers.get(service));
        stores.forEach((store, rows) -> StoredRows.write(started, store, rows, release.rows()));
    }

    /** The worker, and those who write from outside, are of this release from now on. */
    void replaceWorker(Release release) {
        worker = release;
    }

    /** Calls this after each record that a service has read, until another is set. */
    void afterEach(BiConsumer<Service, byte[]> read) {
        afterEach = read;
    }

    /** Writes an event as an application or the command line would. */
    void write(Topic topic, Event event) {
        deliver(
                "",
                PREFIX + topic.name(),
                event.key().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                worker.worker().serializer().serialize(PREFIX + topic.name(), event));
    }

    /** Moves records until none is left, then lets the deadline pass; the last state of the run. */
    RunState pump() {
        RunState last = drained();
        for (int second = 0; second < MAX_SECONDS && !over(last); second++) {
            drivers.forEach(this::tick);
            last = drained();
        }
        return last;
    }

    private static boolean over(RunState state) {
        return state.status() != RunState.Status.RUNNING;
    }

    private void tick(Service service, TopologyTestDriver driver) {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        collect(service, driver);
    }

    private RunState drained() {
        while (!waiting.isEmpty()) {
            List<String> queues = new ArrayList<>(waiting.keySet());
            String queue = queues.get(order.nextInt(queues.size()));
            Deque<Delivery> records = requireNonNull(waiting.get(queue));
            Delivery delivery = records.remove();
            if (records.isEmpty()) waiting.remove(queue);
            pipe(delivery);
        }
        RunState last = null;
        for (Event event : emitted) {
            if (event instanceof RunState state
                    && (last == null || state.serial().compareTo(last.serial()) > 0)) last = state;
        }
        return requireNonNull(last);
    }

    List<Event> emitted() {
        return List.copyOf(emitted);
    }

    @Override
    public void close() {
        drivers.values().forEach(TopologyTestDriver::close);
    }

    private void pipe(Delivery delivery) {
        TopologyTestDriver driver = requireNonNull(drivers.get(delivery.reader()));
        driver.createInputTopic(
                        delivery.topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(delivery.record());
        collect(delivery.reader(), driver);
        afterEach.accept(delivery.reader(), delivery.record().value());
    }

    private void collect(Service service, TopologyTestDriver driver) {
        for (Topic topic : service.outputs()) {
            var output =
                    driver.createOutputTopic(
                            PREFIX + topic.name(),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
            while (!output.isEmpty()) {
                TestRecord<byte[], byte[]> read = output.readRecord();
                deliver(service.name(), PREFIX + topic.name(), read.key(), read.value());
            }
        }
    }

    private void deliver(String writer, String topic, byte[] key, byte[] value) {
        if (!topic.equals(PREFIX + Topics.TASKS.name())) {
            Event event = worker.worker().deserializer().deserialize(topic, value);
            emitted.add(event);
            if (lost.test(event)) return;
            if (event instanceof LlmRequest request) {
                Event answer = answers.answer(request);
                write(Topics.of(answer), answer);
                return;
            }
        }
        for (Service reader : drivers.keySet()) {
            boolean reads =
                    reader.inputs().stream().anyMatch(input -> topic.equals(PREFIX + input.name()));
            if (!reads || reader.name().equals(writer)) continue;
            String queue =
                    reader.name()
                            + "|"
                            + topic
                            + "|"
                            + new String(key, java.nio.charset.StandardCharsets.UTF_8);
            waiting.computeIfAbsent(queue, q -> new ArrayDeque<>())
                    .add(new Delivery(reader, new TestRecord<>(key, value, clock.get()), topic));
        }
    }
}
