package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.StreamServicesForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.e2e.MtgCommand;
import metatextgrad.embedded.e2e.SmallProject;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.Service;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** FAULT 18: the loop continues after random records on every input. */
@Tag("broker")
final class FuzzTest {
    private static final int RECORDS = Integer.getInteger("fuzz.records", 200);
    private static final int LONGEST = 300;

    /** Ids that the registry has: a reader would request any other id again and again. */
    private static final int SCHEMAS = 30;

    private static final long SEED = 18;
    private static final String WORKER = "llm-worker";

    @TempDir private Path temp;

    /** Each record is a line of the log. */
    @BeforeAll
    static void hush() {
        log(Level.ERROR);
    }

    @AfterAll
    static void speak() {
        log(null);
    }

    @Test
    @DisplayName("FAULT 18: random records on each input, and the loop continues")
    void shouldSurviveRandomRecordsOnEachInput() throws Exception {
        try (SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
                AllInOneForTests all =
                        AllInOneForTests.start(temp.resolve("data"), simulator.baseUrl(), 1)) {
            Map<TopicPartition, Long> written = write(all.afterNonsense().settings());

            try (Admin admin = Admin.create(all.settings().client())) {
                Waits.await()
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(
                                () -> assertThat(behind(admin, all.settings(), written)).isEmpty());
            }

            assertThat(all.live()).isTrue();
            assertThat(simulator.calls().calls()).isZero();
            requireARun(all.settings());
        }
    }

    private void requireARun(Settings settings) throws Exception {
        MtgCommand mtg = MtgCommand.on(temp, settings);
        Path yaml = Files.writeString(temp.resolve("small.yaml"), SmallProject.yaml("small"));
        String tasks = SmallProject.tasks(temp).toString();
        mtg.done("projects", "apply", "-f", yaml.toString());
        mtg.done("tasks", "import", "--project", "small", "-f", tasks, "--set", "s");
        String run = mtg.done(SmallProject.start("small")).strip();
        assertThat(mtg.done("runs", "watch", run)).contains("finished");
    }

    private static void log(@Nullable Level least) {
        ((Logger) LoggerFactory.getLogger("metatextgrad.streams.DeadLetterLog")).setLevel(least);
    }

    /** The last offset of each partition. */
    private static Map<TopicPartition, Long> write(Settings settings) {
        Random random = new Random(SEED);
        Map<TopicPartition, Long> last = new ConcurrentHashMap<>();
        Map<String, Exception> refused = new ConcurrentHashMap<>();
        Map<String, Object> plain = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(plain, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : inputs()) {
                for (int i = 0; i < RECORDS; i++) {
                    producer.send(
                            new ProducerRecord<>(
                                    settings.prefix() + topic, key(random), value(random)),
                            (at, failure) -> {
                                if (failure != null) refused.put(topic, failure);
                                else
                                    last.merge(
                                            new TopicPartition(at.topic(), at.partition()),
                                            at.offset(),
                                            Math::max);
                            });
                }
            }
        }
        assertThat(refused).isEmpty();
        return last;
    }

    /**
     * Returns a key, since a table takes no record without one. It is never a key of ours: a worker
     * stops at an unreadable row that could record a billed call.
     */
    private static byte[] key(Random random) {
        return Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8);
    }

    /** Random bytes, or bytes that begin with a schema id of the registry. */
    private static byte[] value(Random random) {
        byte[] value = new byte[random.nextInt(LONGEST)];
        random.nextBytes(value);
        if (random.nextBoolean() || value.length <= Integer.BYTES) return value;
        ByteBuffer.wrap(value).put((byte) 0).putInt(1 + random.nextInt(SCHEMAS));
        return value;
    }

    private static Set<String> inputs() {
        return readers().keySet();
    }

    /** The consumer groups of each topic. Tables that a worker or a gate reads whole have none. */
    private static Map<String, Set<String>> readers() {
        Map<String, Set<String>> readers = new TreeMap<>();
        for (Service service : StreamServicesForTests.all()) {
            for (Topic topic : service.inputs())
                readers.computeIfAbsent(topic.name(), name -> new TreeSet<>()).add(service.name());
        }
        readers.put(Topics.LLM_REQUESTS.name(), Set.of(WORKER));
        for (Topic table :
                List.of(
                        Topics.PROJECTS,
                        Topics.BUDGETS,
                        Topics.BUDGET_SPEND,
                        Topics.MODEL_STATUS,
                        Topics.LLM_LEDGER)) readers.put(table.name(), Set.of());
        return readers;
    }

    /** Groups and partitions that have not yet read all written records. */
    private static Set<String> behind(
            Admin admin, Settings settings, Map<TopicPartition, Long> written) throws Exception {
        Set<String> behind = new TreeSet<>();
        for (Map.Entry<String, Set<String>> topic : readers().entrySet()) {
            for (String service : topic.getValue()) {
                String group = settings.prefix() + service;
                Map<TopicPartition, OffsetAndMetadata> passed =
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                behind.addAll(
                        written.entrySet().stream()
                                .filter(
                                        one ->
                                                one.getKey()
                                                        .topic()
                                                        .equals(settings.prefix() + topic.getKey()))
                                .filter(one -> offset(passed, one.getKey()) <= one.getValue())
                                .map(one -> group + " at " + one.getKey())
                                .collect(Collectors.toSet()));
            }
        }
        return behind;
    }

    private static long offset(
            Map<TopicPartition, OffsetAndMetadata> passed, TopicPartition partition) {
        OffsetAndMetadata at = passed.get(partition);
        return at == null ? 0 : at.offset();
    }
}
