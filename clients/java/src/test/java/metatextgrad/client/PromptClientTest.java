package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client without a broker. {@code JavaClientTest} in embedded has one. */
final class PromptClientTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Map<String, Object> NOWHERE = Map.of("bootstrap.servers", "127.0.0.1:9");

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final TopicPartition TABLES = new TopicPartition("other.prompts-json", 0);

    @TempDir private Path temp;
    private final List<String> failures = new CopyOnWriteArrayList<>();

    /** All users without a name would get one version, at any share. */
    @Test
    void shouldRefuseABlankUnit() {
        try (PromptClient client = PromptClient.builder(NOWHERE, "dyck").connect()) {
            assertThatThrownBy(() -> client.prompt(" "))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the unit is blank: pass the user, or the task if there is none");
        }
    }

    @Test
    void shouldWriteWhatConnectMdDefines() {
        MockProducer<byte[], byte[]> kafka = producer();
        PromptClient client = on(topicOf(Tables.json("dyck", 4, "one", "two", .25)), kafka);
        client.start(LONG);

        client.submit("question-1", "user-7", "( [");
        client.submit("question-2", "question-2", "( {", "} )");
        client.report("question-1", client.prompt("user-7").orElseThrow(), "] )");
        client.report("question-2", client.prompt("question-2").orElseThrow(), "\"");
        client.feedback("question-1", UserFeedback.score(.5).withComment("too long"));
        client.feedback("question-2", UserFeedback.bad().withTarget("} )"));
        client.feedback("question-3", UserFeedback.good());
        client.close();

        assertThat(written(kafka, "other.tasks"))
                .containsExactly(
                        "{\"project\":\"dyck\",\"id\":\"question-1\",\"group\":\"user-7\",\"input\":\"( [\"}",
                        "{\"project\":\"dyck\",\"id\":\"question-2\",\"input\":\"( {\",\"target\":\"} )\"}");
        assertThat(written(kafka, "other.answers"))
                .containsExactly(
                        "{\"project\":\"dyck\",\"task\":\"question-1\",\"group\":\"user-7\",\"version\":\"one\",\"serial\":4,\"probability\":0.75,\"output\":\"] )\",\"served\":\"2026-11-28T12:00:00Z\"}",
                        "{\"project\":\"dyck\",\"task\":\"question-2\",\"version\":\"one\",\"serial\":4,\"probability\":0.75,\"output\":\"\\\"\",\"served\":\"2026-11-28T12:00:00Z\"}");
        assertThat(written(kafka, "other.feedback"))
                .containsExactly(
                        "{\"project\":\"dyck\",\"task\":\"question-1\",\"score\":0.5,\"comment\":\"too long\"}",
                        "{\"project\":\"dyck\",\"task\":\"question-2\",\"flag\":\"bad\",\"target\":\"} )\"}",
                        "{\"project\":\"dyck\",\"task\":\"question-3\",\"flag\":\"good\"}");
        assertThat(client.lost()).isZero();
    }

    @Test
    void shouldCloseKafkaInAThreadThatMustEnd() {
        MockConsumer<byte[], byte[]> tables = topicOf(Tables.json("dyck", 4, "one"));
        PromptClient client = on(tables, producer());
        client.start(LONG);
        client.feedback("question-1", UserFeedback.good());

        Thread.currentThread().interrupt();
        client.close();

        assertThat(Thread.interrupted()).isTrue();
        Awaitility.await().atMost(LONG).until(tables::closed);
    }

    @Test
    void shouldStartWithTheTableOfTheFileWithoutABroker() throws Exception {
        Path file = Files.write(temp.resolve("dyck.json"), Tables.json("dyck", 4, "one"));

        try (PromptClient client = nowhere().file(file).connect()) {
            assertThat(client.prompt("user-7"))
                    .hasValueSatisfying(
                            prompt -> assertThat(prompt.text()).isEqualTo("Answer as one."));
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9", "no-such-host.invalid:9092"})
    void shouldCountWhatItCannotWriteAndNeverThrow(String server) {
        PromptClient client =
                PromptClient.builder(Map.of("bootstrap.servers", server), "dyck")
                        .waitAtMost(Duration.ZERO)
                        .onFailure((message, cause) -> failures.add(message))
                        .connect();

        assertThat(client.prompt("user-7")).isEmpty();
        client.feedback("question-1", UserFeedback.good());

        // It counts first, and reports then.
        Awaitility.await()
                .atMost(LONG)
                .until(
                        () ->
                                failures.stream()
                                        .anyMatch(
                                                line ->
                                                        line.startsWith(
                                                                "cannot write to mtg.feedback: ")));
        assertThat(client.lost()).isEqualTo(1);
        assertThat(failures).noneMatch(line -> line.contains("\n"));
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap.servers|localhost|bootstrap.servers must be host:port, not `localhost`",
                "bootstrap.servers||Missing required configuration",
                "fetch.min.bytes|many|Invalid value many for configuration fetch.min.bytes",
                "compression.type|rar|Invalid value rar for configuration compression.type",
                "security.protocol|SASL_SSL|Could not find a 'KafkaClient' entry",
                "ssl.truststore.location|/no/such/file|"
            })
    void shouldRefuseBadSettingsInOneLine(String name, String value, String message) {
        Map<String, Object> kafka = new HashMap<>(NOWHERE);
        if (value == null) kafka.remove(name);
        else kafka.put(name, value);
        if (name.startsWith("ssl.")) kafka.put("security.protocol", "SSL");

        assertThatThrownBy(() -> PromptClient.connect(kafka, "dyck"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the Kafka settings are not valid: ")
                .hasMessageContaining(message == null ? "/no/such/file" : message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseAProjectWithoutAName() {
        assertThatThrownBy(() -> PromptClient.connect(NOWHERE, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the project has no name");
    }

    private PromptClientBuilder nowhere() {
        return PromptClient.builder(NOWHERE, "dyck")
                .waitAtMost(Duration.ZERO)
                .onFailure((message, cause) -> failures.add(message));
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static PromptClient on(
            MockConsumer<byte[], byte[]> tables, MockProducer<byte[], byte[]> kafka) {
        return new PromptClient(
                PromptClient.builder(NOWHERE, "dyck").prefix("other."),
                (settings, last) ->
                        new KafkaTransport(
                                settings, last, () -> tables, new LazyProducer(() -> kafka)),
                () -> NOW);
    }

    private static MockConsumer<byte[], byte[]> topicOf(byte[] table) {
        MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
        kafka.updatePartitions(
                TABLES.topic(),
                List.of(new PartitionInfo(TABLES.topic(), TABLES.partition(), null, null, null)));
        kafka.updateBeginningOffsets(Map.of(TABLES, 0L));
        kafka.updateEndOffsets(Map.of(TABLES, 1L));
        kafka.schedulePollTask(
                () ->
                        kafka.addRecord(
                                new ConsumerRecord<>(
                                        TABLES.topic(), TABLES.partition(), 0, null, table)));
        return kafka;
    }

    private static List<String> written(MockProducer<byte[], byte[]> kafka, String topic) {
        return kafka.history().stream()
                .filter(one -> one.topic().equals(topic))
                .map(one -> new String(one.value(), UTF_8))
                .toList();
    }
}
