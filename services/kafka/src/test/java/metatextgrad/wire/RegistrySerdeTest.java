package metatextgrad.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryRetryTest;
import metatextgrad.wire.registry.RegistryUnavailable;
import metatextgrad.wire.registry.SchemaRegistration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrySerdeTest {
    private static final String TOPIC = "mtg.all";
    private static final Event TASK = sample(TaskSubmitted.class);

    private final RegistryRetryTest.FakeTime time = new RegistryRetryTest.FakeTime();
    private final FakeRegistry registry;
    private final Map<String, List<Class<? extends SpecificRecord>>> topics =
            Map.of(TOPIC, Samples.avroTypes());
    private final Serializer<Event> writer;
    private final Deserializer<Event> reader;

    RegistrySerdeTest() throws IOException {
        registry = new FakeRegistry();
        RegistrySerde serde = new RegistrySerde(Wire.DECODED, registry.config(), time);
        writer = serde.serializer();
        reader = serde.deserializer();
    }

    @BeforeEach
    void register() {
        new SchemaRegistration(registry.config()).register(topics);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldRoundTripEveryEvent() {
        for (Row row : Samples.rows("\uD83D\uDE00")) {
            if (!(row instanceof Event event)) continue;
            byte[] bytes = writer.serialize(TOPIC, event);
            assertThat(reader.deserialize(TOPIC, bytes)).isEqualTo(event);
        }
    }

    @Test
    void shouldWriteTheSchemaIdIntoThePayload() {
        byte[] bytes = writer.serialize(TOPIC, TASK);

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(registry.contentId("TaskSubmitted"));
    }

    @Test
    void shouldKeepATombstone() {
        assertThat(writer.serialize(TOPIC, null)).isNull();
        assertThat(reader.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldNotRegisterSchemas() {
        assertThatThrownBy(() -> writer.serialize("mtg.other", TASK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "cannot write TaskSubmitted to mtg.other; check that its schema is registered");
    }

    @Test
    void shouldWaitForTheRegistry() {
        byte[] bytes = writer.serialize(TOPIC, TASK);
        registry.failing(3);

        Event event = reader.deserialize(TOPIC, bytes);

        assertThat(event).isEqualTo(TASK);
        assertThat(time.pauses).hasSize(3);
    }

    @Test
    void shouldReportAnOutage() {
        byte[] bytes = writer.serialize(TOPIC, TASK);
        registry.close();

        assertThatThrownBy(() -> reader.deserialize(TOPIC, bytes))
                .isInstanceOf(RegistryUnavailable.class);
        assertThatThrownBy(() -> writer.serialize(TOPIC, sample(ProjectDefined.class)))
                .isInstanceOf(RegistryUnavailable.class);
    }

    @Test
    void shouldNotNeedTheRegistryForCachedSchemas() {
        byte[] bytes = writer.serialize(TOPIC, TASK);
        reader.deserialize(TOPIC, bytes);
        registry.close();

        byte[] again = writer.serialize(TOPIC, TASK);

        assertThat(again).isEqualTo(bytes);
        assertThat(reader.deserialize(TOPIC, again)).isEqualTo(TASK);
    }

    @Test
    void shouldReportAnUnknownIdAsMalformed() {
        byte[] bytes = writer.serialize(TOPIC, TASK);
        bytes[2] = 1;

        assertThatThrownBy(() -> reader.deserialize(TOPIC, bytes))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage(
                        "unreadable record: the schema id of the record is not in the registry");
        assertThat(time.pauses).isEmpty();
    }

    /** Thousands of records of nonsense, and a request for each, would stop their reader. */
    @Test
    void shouldCacheAnUnknownId() throws Exception {
        byte[] bytes = writer.serialize(TOPIC, TASK);
        bytes[2] = 1;
        int before = registry.requests();
        for (int i = 0; i < 100; i++)
            assertThatThrownBy(() -> reader.deserialize(TOPIC, bytes))
                    .hasMessage(
                            "unreadable record: the schema id of the record is not in the registry");
        int once = registry.requests() - before;
        assertThat(once).isPositive().isLessThan(3);

        time.sleep(Duration.ofSeconds(30));
        assertThatThrownBy(() -> reader.deserialize(TOPIC, bytes))
                .isInstanceOf(MalformedRecord.class);
        assertThat(registry.requests() - before).isEqualTo(2 * once);
    }

    @Test
    void shouldReportATruncatedRecordAsMalformed() {
        byte[] bytes = writer.serialize(TOPIC, TASK);

        for (int length = 0; length < bytes.length; length++) {
            byte[] half = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> reader.deserialize(TOPIC, half))
                    .isInstanceOf(MalformedRecord.class)
                    .hasMessageNotContaining("Exception");
        }
    }

    @Test
    void shouldReportPlainTextAsMalformed() {
        byte[] text = "{\"input\":\"2+2\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reader.deserialize(TOPIC, text))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage("unreadable record: not an event of a known schema");
    }

    private static <T extends Event> T sample(Class<T> type) {
        return Samples.rows("x").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
