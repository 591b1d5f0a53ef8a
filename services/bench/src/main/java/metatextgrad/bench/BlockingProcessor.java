package metatextgrad.bench;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.config.Settings;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topic;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.KafkaFutures;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * A stream processor that makes the model call itself and waits for it, for comparison. It has a
 * thread for each partition, the most that it can use. Services must not do this.
 */
final class BlockingProcessor implements AutoCloseable {
    private static final Topic REQUESTS =
            new Topic("bench-naive", Topic.Kept.LOG, List.of(LlmRequest.class), List.of());
    private static final Topic ANSWERS =
            new Topic("bench-naive-answers", Topic.Kept.LOG, List.of(LlmResponse.class), List.of());
    private static final Duration START = Duration.ofSeconds(30);

    private final EventWriter client;
    private final WorkerClient requester;
    private final KafkaStreams streams;

    private BlockingProcessor(Settings settings, KafkaStreams streams) {
        Serde<Event> events = EventSerde.local();
        client = new EventWriter(settings, events);
        requester = new WorkerClient(settings, events, ANSWERS);
        this.streams = streams;
    }

    /**
     * @param name unique on this broker
     */
    static BlockingProcessor start(
            BenchEnvironment environment, String name, Function<LlmRequest, String> blockingCall) {
        Settings settings = environment.settings();
        topics(settings);
        KafkaStreams streams =
                new KafkaStreams(topology(settings, blockingCall), properties(settings, name));
        streams.start();
        ConditionWait.until(
                START,
                () -> streams.state() == KafkaStreams.State.RUNNING,
                "the blocking processor did not start");
        return new BlockingProcessor(settings, streams);
    }

    BenchTimes ask(BenchWork work) {
        long start = System.nanoTime();
        client.send(REQUESTS, work.requests());
        return requester.follow(work, start, () -> streams.state().isRunningOrRebalancing());
    }

    private static Topology topology(Settings settings, Function<LlmRequest, String> call) {
        StreamsBuilder builder = new StreamsBuilder();
        Serde<Event> events = EventSerde.local();
        builder.stream(REQUESTS.in(settings), Consumed.with(Serdes.String(), events).withName("in"))
                .mapValues(ask -> answer((LlmRequest) ask, call), Named.as("call"))
                .to(ANSWERS.in(settings), Produced.with(Serdes.String(), events).withName("out"));
        return builder.build();
    }

    private static Event answer(LlmRequest ask, Function<LlmRequest, String> call) {
        return LlmResponse.ok(ask, new Reply.Answered(call.apply(ask), Usage.NONE, ""));
    }

    /** Returns the properties of services, except for the threads. */
    private static Properties properties(Settings settings, String name) {
        Properties properties = new Properties();
        properties.putAll(settings.client());
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG, settings.prefix() + "bench-naive-" + name);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 5);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.partitions());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.dataFolder().resolve("streams").toString());
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "latest");
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        properties.put(StreamsConfig.producerPrefix("max.request.size"), 2 << 20);
        return properties;
    }

    private static void topics(Settings settings) {
        try (Admin admin = Admin.create(settings.client())) {
            var there = KafkaFutures.get(admin.listTopics().names());
            List<NewTopic> missing =
                    Stream.of(REQUESTS.in(settings), ANSWERS.in(settings))
                            .filter(name -> !there.contains(name))
                            .map(
                                    name ->
                                            new NewTopic(
                                                    name,
                                                    settings.partitions(),
                                                    settings.replication()))
                            .toList();
            KafkaFutures.get(admin.createTopics(missing).all());
        }
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(30));
        requester.close();
        client.close();
    }
}
