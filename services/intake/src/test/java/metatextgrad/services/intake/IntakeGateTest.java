package metatextgrad.services.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.ops.LoopMeters;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How intake handles the records that applications write. */
final class IntakeGateTest {
    private static final String PREFIX = "mtg.";

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        LoopMeters meters = new LoopMeters(new SimpleMeterRegistry());
        ServiceContext serviceContext =
                new ServiceContext(
                        PREFIX, EventSerde.local(), new RowSerde(), meters, Duration.ofMinutes(1));
        Properties properties = new Properties();
        properties.put("state.dir", folder.toString());
        driver = new TopologyTestDriver(new IntakeService().build(serviceContext), properties);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain text                     | neither a JSON object
                    5                              | neither a JSON object
                    []                             | neither a JSON object
                    \ufeff{"input": "x"}           | a byte order mark
                    {"input": "x", "project": ""}  | project must be 1 to 200 characters
                    {"input": "x", "set": "a/b"}   | set must be 1 to 200 characters
                    """)
    void shouldSayInWordsWhyARecordIsNoTask(String value, String reason) {
        pipe(value.getBytes(StandardCharsets.UTF_8), "p");

        assertThat(read(Topics.INTAKE_INBOX)).isEmpty();
        assertThat(read(Topics.DEAD_LETTERS))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeadLetter.class, letter -> assertThat(letter.message()).contains(reason));
    }

    @Test
    void shouldRefuseAProjectInTheHeaderThatIsNoName() {
        pipe("{\"input\": \"x\"}".getBytes(StandardCharsets.UTF_8), "../p");

        assertThat(read(Topics.DEAD_LETTERS))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeadLetter.class,
                        letter -> {
                            assertThat(letter.message()).startsWith("project must be");
                            assertThat(letter.headers().kept())
                                    .containsExactly(
                                            new KeptHeaders.Header(
                                                    "mtg-project",
                                                    StandardCharsets.UTF_8.encode("../p")));
                        });
    }

    @Test
    void shouldHoldAvroToTheSameRules() {
        TaskSubmitted good = task("p", "s");
        TaskSubmitted large =
                new TaskSubmitted(
                        good.project(),
                        good.id(),
                        "x".repeat(TaskSubmitted.MAX_BYTES + 1),
                        null,
                        null,
                        null,
                        null);
        for (TaskSubmitted task : List.of(task("a/b", "s"), task("p", "a\0b"), large, good))
            pipe(EventSerde.local().serializer().serialize(PREFIX + "tasks", task), "p");

        assertThat(read(Topics.INTAKE_INBOX)).containsExactly(good);
        assertThat(read(Topics.DEAD_LETTERS))
                .map(letter -> ((DeadLetter) letter).message().split(" ")[0])
                .containsExactly("project", "set", "input");
    }

    @Test
    void shouldTakeJsonAfterBlanks() {
        pipe(" \n{\"input\": \"x\"}".getBytes(StandardCharsets.UTF_8), "p");

        assertThat(read(Topics.INTAKE_INBOX)).hasSize(1);
    }

    private static TaskSubmitted task(String project, String set) {
        return new TaskSubmitted(
                new ProjectId(project), new TaskId("t"), "x", null, set, null, null);
    }

    private void pipe(byte[] value, String project) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mtg-project", project.getBytes(StandardCharsets.UTF_8));
        boolean named = new String(value, StandardCharsets.UTF_8).contains("project");
        driver.createInputTopic(PREFIX + "tasks", new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>("key", value, named ? new RecordHeaders() : headers));
    }

    private List<Event> read(Topic topic) {
        return driver.createOutputTopic(
                        PREFIX + topic.name(),
                        new StringDeserializer(),
                        EventSerde.local().deserializer())
                .readValuesToList();
    }
}
