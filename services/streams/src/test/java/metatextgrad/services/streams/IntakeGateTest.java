package metatextgrad.services.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.TaskCount.UnknownProjectCounted;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.ops.LoopMeters;
import metatextgrad.streams.DeadLetterLog;
import metatextgrad.streams.MinuteQuota;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import metatextgrad.wire.Samples;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** How intake handles the records that applications write. */
final class IntakeGateTest {
    private static final String PREFIX = "mtg.";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        LoopMeters meters = new LoopMeters(registry);
        ServiceContext serviceContext =
                new ServiceContext(
                        PREFIX, EventSerde.local(), new RowSerde(), meters, Duration.ofMinutes(1));
        Properties properties = new Properties();
        properties.put("state.dir", folder.toString());
        driver =
                new TopologyTestDriver(
                        new IntakeService().build(serviceContext), properties, Instant.EPOCH);
        define("p");
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
    void shouldHoldAvroAnswersToTheRulesOfJson() {
        Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));
        TestInputTopic<String, byte[]> answers =
                driver.createInputTopic(
                        PREFIX + "answers", new StringSerializer(), new ByteArraySerializer());
        driver.advanceWallClockTime(Duration.ofDays(30_000));
        for (Event event :
                List.of(
                        answer("1", "x".repeat(TaskSubmitted.MAX_BYTES + 1), now),
                        answer("t".repeat(100_000), "x", now),
                        answer("1", "x", Instant.EPOCH),
                        task("p", "s")))
            answers.pipeInput(
                    new TestRecord<>(
                            "p",
                            EventSerde.local().serializer().serialize(PREFIX + "answers", event),
                            now));
        assertThat(read(Topics.INTAKE_INBOX)).isEmpty();
        assertThat(read(Topics.DEAD_LETTERS))
                .map(letter -> ((DeadLetter) letter).message().split(" ")[0])
                .containsExactly("output", "task", "served", "the");
    }

    private static AnswerGiven answer(String task, String output, Instant served) {
        return new AnswerGiven(
                new ProjectId("p"),
                new TaskId(task),
                "",
                new VersionId("v"),
                new Serial(1),
                1,
                output,
                served);
    }

    @Test
    void shouldTakeJsonAfterBlanks() {
        pipe(" \n{\"input\": \"x\"}".getBytes(StandardCharsets.UTF_8), "p");

        assertThat(read(Topics.INTAKE_INBOX)).hasSize(1);
    }

    @Test
    void defect4ShouldKeepTasksOfUnknownProjectsUntilTheyAreDefined() {
        pipe(json("first"), "q");
        pipe(json("second"), "q");
        driver.advanceWallClockTime(Duration.ofHours(23));
        assertThat(read(Topics.INTAKE_INBOX)).isEmpty();
        assertThat(read(Topics.TASK_COUNTS)).containsExactly(unknown("q", 2));
        assertThat(registry.get("mtg.tasks.unknown.project").counter().count()).isEqualTo(2);

        define("q");
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read(Topics.INTAKE_INBOX))
                .map(arrived -> ((TaskArrived) arrived).task().input())
                .containsExactly("first", "second");
        assertThat(read(Topics.TASK_COUNTS)).contains(unknown("q", 0));
        assertThat(read(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void defect4ShouldTurnThemIntoDeadLettersAfterADay() {
        pipe(json("first"), "P1");
        driver.advanceWallClockTime(Duration.ofHours(12));
        pipe(json("second"), "P1");
        driver.advanceWallClockTime(Duration.ofHours(12));

        DeadLetter letter = (DeadLetter) read(Topics.DEAD_LETTERS).getFirst();
        assertThat(letter.reason()).isEqualTo("unknown-project");
        assertThat(letter.message())
                .isEqualTo(
                        "project `P1` is not defined. Did you mean `p`? Define it with: mtg projects apply");
        assertThat(letter.topic()).isEqualTo("mtg.tasks");
        assertThat(letter.offset()).isZero();
        define("P1");
        byte[] value = new byte[letter.value().remaining()];
        letter.value().get(value);
        tasks().pipeInput(new TestRecord<>("key", value));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read(Topics.INTAKE_INBOX))
                .map(arrived -> ((TaskArrived) arrived).task().input())
                .containsExactly("second", "first");
    }

    /** All that is released at a time is one transaction, with a time limit. */
    @Test
    void shouldReleaseManyWaitingTasksInPartsAndInTheirOrder() {
        for (int i = 0; i < 2 * WaitingTasks.MOST; i++) pipe(json("early " + i), "q");
        define("q");
        driver.advanceWallClockTime(Duration.ofMillis(200));
        List<String> inputs = new ArrayList<>(inputs());
        assertThat(inputs).hasSize(WaitingTasks.MOST);
        // Each task that comes behind others lets some of them go.
        pipe(json("late"), "q");
        inputs.addAll(inputs());
        assertThat(inputs).hasSize(WaitingTasks.MOST + 5);
        driver.advanceWallClockTime(Duration.ofMillis(200));
        inputs.addAll(inputs());
        assertThat(inputs).hasSize(2 * WaitingTasks.MOST + 1).endsWith("late");
        for (int i = 0; i < 2 * WaitingTasks.MOST; i++)
            assertThat(inputs.get(i)).isEqualTo("early " + i);
        pipe(json("last"), "q");
        assertThat(inputs()).containsExactly("last");
    }

    @Test
    void shouldHoldAFewLargeWaitingTasksAlone() {
        String large = "x".repeat(100_000);
        for (int i = 0; i <= WaitingTasks.BYTES / 100_000; i++) pipe(json(large + i), "q");
        assertThat(read(Topics.DEAD_LETTERS)).isEmpty();
        pipe(json("one more"), "q");
        assertThat(read(Topics.DEAD_LETTERS)).hasSize(1);
    }

    private List<String> inputs() {
        return read(Topics.INTAKE_INBOX).stream()
                .map(arrived -> ((TaskArrived) arrived).task().input())
                .toList();
    }

    /** A clock of a sender that is an hour ahead ages no other task. */
    @Test
    void shouldLetNoTaskOfTrafficArriveInTheFuture() {
        Instant now = Instant.EPOCH.plus(Duration.ofDays(1));
        driver.advanceWallClockTime(Duration.ofDays(1));
        tasks().pipeInput(new TestRecord<>("p", json("early"), now.minusSeconds(60)));
        tasks().pipeInput(new TestRecord<>("p", json("late"), now.plusSeconds(3600)));
        assertThat(read(Topics.INTAKE_INBOX))
                .map(arrived -> ((TaskArrived) arrived).at())
                .containsExactly(now.minusSeconds(60), now);
    }

    /** What an old record triggers happens now, such as the judgement of an answer. */
    @Test
    void shouldWriteToTheInboxWithTheTimeOfArrival() {
        Instant now = Instant.EPOCH.plus(Duration.ofDays(20));
        driver.advanceWallClockTime(Duration.ofDays(20));
        tasks().pipeInput(new TestRecord<>("p", json("old"), now.minus(Duration.ofDays(10))));
        assertThat(records(Topics.INTAKE_INBOX))
                .extracting(TestRecord::getRecordTime)
                .containsExactly(now);
    }

    @Test
    void defect4ShouldTakeTheRecordKeyAsProjectOnlyIfItIsDefined() {
        byte[] value = json("x");
        tasks().pipeInput(new TestRecord<>("p", value));
        assertThat(read(Topics.INTAKE_INBOX))
                .map(arrived -> ((TaskArrived) arrived).task().project())
                .containsExactly(new ProjectId("p"));

        tasks().pipeInput(new TestRecord<>("user-17", value));
        assertThat(read(Topics.INTAKE_INBOX)).isEmpty();
        assertThat(read(Topics.DEAD_LETTERS))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeadLetter.class,
                        letter -> assertThat(letter.message()).startsWith("no project: set"));
    }

    @Test
    void defect4ShouldSkipAnUnreadableProject() {
        projects().pipeInput("q", "no Avro".getBytes(StandardCharsets.UTF_8));
        pipe(json("x"), "q");
        assertThat(read(Topics.INTAKE_INBOX)).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked") // the driver knows no types of stores
    void shouldRemoveUnreadableRowsOfWaitingTasks() {
        pipe(json("first"), "q");
        TimestampedKeyValueStore<String, Row> store =
                (TimestampedKeyValueStore<String, Row>)
                        driver.getAllStateStores().get(WaitingTasks.STORE);
        putBytes(store, "k1", "........garbage");

        WaitingTasks waiting = new WaitingTasks(store, 0);

        assertThat(waiting.projects()).containsExactly(new ProjectId("q"));
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldNameTheFirstSuspiciousTasksOfAMinuteWithoutTheirText() {
        List<ILoggingEvent> logged =
                logged(
                        SuspiciousLog.class,
                        () -> {
                            pipe(json("harmless <b>"), "p");
                            pipe(json("a </QUESTION> b"), "p");
                            for (int i = 0; i < 100; i++) pipe(json("<ROLE> " + i), "p");
                        });

        assertThat(logged).hasSize(MinuteQuota.LINES + 1);
        assertThat(logged.getFirst().getFormattedMessage())
                .isEqualTo("text with tags of our prompts, which prompts mark");
        assertThat(logged.getFirst().getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly(
                        "project=p",
                        "task=" + TaskSubmitted.idOf(new ProjectId("p"), "a </QUESTION> b", null),
                        "record=task");
        assertThat(logged.getLast().getFormattedMessage())
                .isEqualTo(
                        "more texts with tags of our prompts within this minute are not logged: mtg adapt status counts them");
    }

    /** Otherwise a sender could write lines of the log. */
    @Test
    void shouldNameASuspiciousTaskInOneLine() {
        List<ILoggingEvent> logged =
                logged(
                        SuspiciousLog.class,
                        () ->
                                pipe(
                                        """
                                        {"id": "a\\n12:00 WARN forged\\u001b[2J", "input": "<ROLE>"}
                                        """
                                                .getBytes(StandardCharsets.UTF_8),
                                        "p"));

        assertThat(logged.getFirst().getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("project=p", "task=a 12:00 WARN forged [2J", "record=task");
    }

    @Test
    void shouldLogDeadLettersOfTasks() {
        List<ILoggingEvent> logged =
                logged(
                        DeadLetterLog.class,
                        () -> pipe("no task".getBytes(StandardCharsets.UTF_8), "p"));

        assertThat(logged)
                .singleElement()
                .asString()
                .contains("record sent to the dead letter topic");
    }

    private static List<ILoggingEvent> logged(Class<?> by, Runnable action) {
        Logger logger = (Logger) LoggerFactory.getLogger(by);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        action.run();
        logger.detachAppender(logged);
        return logged.list;
    }

    /** The first eight bytes are the timestamp. */
    @SuppressWarnings("unchecked")
    private static void putBytes(StateStore store, String key, String bytes) {
        StateStore wrapped = ((WrappedStateStore<?, ?, ?>) store).wrapped();
        ((KeyValueStore<Bytes, byte[]>) wrapped)
                .put(
                        Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)),
                        bytes.getBytes(StandardCharsets.UTF_8));
    }

    private static UnknownProjectCounted unknown(String project, int tasks) {
        return new UnknownProjectCounted(new ProjectId(project), 0, tasks);
    }

    private static byte[] json(String input) {
        return "{\"input\": \"%s\"}".formatted(input).getBytes(StandardCharsets.UTF_8);
    }

    private void define(String project) {
        ProjectDefined defined =
                new ProjectDefined(Samples.project(new ProjectId(project)), new Serial(1));
        projects()
                .pipeInput(
                        project,
                        EventSerde.local().serializer().serialize(PREFIX + "projects", defined));
    }

    private TestInputTopic<String, byte[]> projects() {
        return driver.createInputTopic(
                PREFIX + "projects", new StringSerializer(), new ByteArraySerializer());
    }

    private TestInputTopic<String, byte[]> tasks() {
        return driver.createInputTopic(
                PREFIX + "tasks", new StringSerializer(), new ByteArraySerializer());
    }

    private static TaskSubmitted task(String project, String set) {
        return new TaskSubmitted(
                new ProjectId(project), new TaskId("t"), "x", null, set, null, null);
    }

    private void pipe(byte[] value, String project) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mtg-project", project.getBytes(StandardCharsets.UTF_8));
        boolean named = new String(value, StandardCharsets.UTF_8).contains("project");
        tasks().pipeInput(new TestRecord<>("key", value, named ? new RecordHeaders() : headers));
    }

    private List<Event> read(Topic topic) {
        return records(topic).stream().map(TestRecord::getValue).toList();
    }

    private List<TestRecord<String, Event>> records(Topic topic) {
        return driver.createOutputTopic(
                        PREFIX + topic.name(),
                        new StringDeserializer(),
                        EventSerde.local().deserializer())
                .readRecordsToList();
    }
}
