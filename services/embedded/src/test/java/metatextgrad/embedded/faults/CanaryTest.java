package metatextgrad.embedded.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.TopicSearch;
import metatextgrad.embedded.EmbeddedKafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An empty search is a proof only if the search can find the texts. */
@Tag("broker")
final class CanaryTest {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryTest.class);
    private static final byte[] KEY = ("a" + Canary.KEY + "z").getBytes(UTF_8);
    private static final byte[] TEXT = ("a " + Canary.TEXT + " z").getBytes(UTF_8);
    private static final byte[] OTHER = "other".getBytes(UTF_8);

    @Test
    @DisplayName("FAULT 45: the key is found in every part of a record of any topic")
    void shouldFindTheKeyInEveryPartOfARecord(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            String broker = kafka.bootstrapServers();
            create(broker, List.of("plain", "a", "b", "c", "d"));
            write(broker, false, new ProducerRecord<>("plain", 0, OTHER, OTHER));
            assertThatCode(() -> Canary.requireUnseenOn(broker)).doesNotThrowAnyException();

            ProducerRecord<byte[], byte[]> header = new ProducerRecord<>("c", 0, OTHER, OTHER);
            header.headers().add("h", KEY);
            write(broker, false, new ProducerRecord<>("a", 0, KEY, null));
            write(broker, false, new ProducerRecord<>("b", 0, null, KEY));
            write(broker, false, header);
            write(broker, true, new ProducerRecord<>("d", 0, OTHER, KEY));

            assertThat(
                            TopicSearch.of(
                                    broker,
                                    List.of(new TopicSearch.Wanted(Canary.KEY, part -> true))))
                    .containsExactlyInAnyOrder(
                            "a-0@0 key", "b-0@0 value", "c-0@0 header h", "d-0@0 value");
            assertThatThrownBy(() -> Canary.requireUnseenOn(broker))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("on topics");
        }
    }

    @Test
    @DisplayName("FAULT 45: a prompt is found in every place that must not hold one")
    void shouldFindAPromptInAFieldForIdsAndNumbers(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            String broker = kafka.bootstrapServers();
            create(broker, List.of("a.tasks", "a.meta-prompts", "b.tasks", "a.prompts"));
            write(broker, false, new ProducerRecord<>("a.tasks", 0, OTHER, TEXT));
            write(broker, false, new ProducerRecord<>("a.meta-prompts", 0, OTHER, TEXT));
            assertThatCode(() -> Canary.requireUnseenOn(broker)).doesNotThrowAnyException();

            ProducerRecord<byte[], byte[]> header = new ProducerRecord<>("b.tasks", 0, TEXT, OTHER);
            header.headers().add("h", TEXT);
            write(broker, false, header);
            write(broker, false, new ProducerRecord<>("a.prompts", 0, OTHER, TEXT));

            for (String place :
                    List.of("a.prompts-0@0 value", "b.tasks-0@0 key", "b.tasks-0@0 header h"))
                assertThatThrownBy(() -> Canary.requireUnseenOn(broker))
                        .hasMessageContaining(place)
                        .hasMessageNotContainingAny(
                                "a.tasks", "a.meta-prompts", "b.tasks-0@0 value");
        }
    }

    @Test
    @DisplayName("FAULT 45: the key and a prompt are found in every log line")
    void shouldReadLogLines() {
        for (Exception cause :
                List.of(new Exception("with " + Canary.KEY), new Exception(Canary.TEXT))) {
            try (Canary canary = Canary.listening()) {
                LOG.error("nothing");
                assertThatCode(canary::requireUnheard).doesNotThrowAnyException();
                LOG.atError().setCause(new IllegalStateException(cause)).log("a planted one");
                assertThatThrownBy(canary::requireUnheard)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("logged")
                        .hasMessageContaining(String.valueOf(cause.getMessage()));
            }
        }
    }

    @Test
    void shouldFindBothOnAPage() {
        for (String text : List.of("x{key=\"" + Canary.KEY + "\"} 1", Canary.TEXT))
            assertThatThrownBy(() -> Canary.requireUnseenIn("page", text))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("page");
        assertThatCode(() -> Canary.requireUnseenIn("page", "up 1")).doesNotThrowAnyException();
        assertThatCode(() -> Canary.requireNoKeyIn("out", Canary.TEXT)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Canary.requireNoKeyIn("out", Canary.KEY))
                .isInstanceOf(AssertionError.class);
    }

    private static void create(String kafka, List<String> names) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(names.stream().map(one -> new NewTopic(one, 1, (short) 1)).toList())
                    .all()
                    .get();
        }
    }

    /** Packed, so that the bytes of the log do not show it; one transaction is given up. */
    private static void write(String kafka, boolean abort, ProducerRecord<byte[], byte[]> record)
            throws Exception {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "compression.type",
                        "zstd",
                        "transactional.id",
                        "canary-" + record.topic());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record).get();
            if (abort) producer.abortTransaction();
            else producer.commitTransaction();
        }
    }
}
