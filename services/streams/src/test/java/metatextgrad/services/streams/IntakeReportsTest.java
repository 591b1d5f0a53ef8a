package metatextgrad.services.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import metatextgrad.intake.Traffic;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.ops.LoopMeters;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
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

/** How intake handles answers and feedback that applications write. */
final class IntakeReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ProjectId PROJECT = new ProjectId("p");
    private static final Project ADAPTING = adapting(Traffic.project());

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        ServiceContext context =
                new ServiceContext(
                        "mtg.",
                        EventSerde.local(),
                        new RowSerde(),
                        new LoopMeters(new SimpleMeterRegistry()),
                        Duration.ofMinutes(1));
        Properties properties = new Properties();
        properties.put("state.dir", folder.toString());
        driver = new TopologyTestDriver(new IntakeService().build(context), properties, NOW);
        pipe(Topics.PROJECTS, NOW, avro(new ProjectDefined(ADAPTING, new Serial(1))));
    }

    private static Project adapting(Project like) {
        return new Project(
                PROJECT,
                like.seed(),
                like.loop(),
                like.optimizers(),
                like.meta(),
                like.shares(),
                like.budget(),
                like.adapt());
    }

    /** Commands to adapt come by another topic. */
    private void adapt() {
        pipe(Topics.ADAPT_COMMANDS, NOW, avro(new AdaptStarted(ADAPTING, Prices.NONE, NOW, "ada")));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldReadABlankCorrectionAsNone() {
        adapt();
        pipe(Topics.FEEDBACK, NOW, "{\"project\": \"p\", \"task\": \"t\", \"target\": \" \"}");
        pipe(
                Topics.FEEDBACK,
                NOW,
                "{\"project\": \"p\", \"task\": \"t\", \"score\": 1, \"target\": \"\"}");

        assertThat(read(Topics.INTAKE_INBOX))
                .extracting(given -> ((FeedbackGiven) given).target())
                .containsExactly((String) null);
        assertThat(read(Topics.DEAD_LETTERS))
                .extracting(letter -> ((DeadLetter) letter).message())
                .containsExactly("the feedback has neither `score` nor `flag` nor `target`");
    }

    @Test
    void shouldGiveAnswersAndFeedbackTheKeyOfTheirProject() {
        adapt();
        pipe(
                Topics.ANSWERS,
                NOW,
                """
                {"project": "p", "task": "t", "user": "ada", "version": "v", "serial": 3,
                 "probability": 0.8, "output": "x", "served": "2026-11-28T11:59:00Z"}
                """);
        pipe(Topics.FEEDBACK, NOW, "{\"project\": \"p\", \"task\": \"t\", \"flag\": \"bad\"}");
        Instant served = NOW.minusSeconds(60);
        assertThat(read(Topics.INTAKE_INBOX))
                .containsExactly(
                        new AnswerGiven(
                                PROJECT,
                                new TaskId("t"),
                                "ada",
                                new VersionId("v"),
                                new Serial(3),
                                .8,
                                "x",
                                served),
                        new FeedbackGiven(PROJECT, new TaskId("t"), 0., null, "", NOW));
    }

    @Test
    void shouldTakeNoTimeFromTheFuture() {
        adapt();
        Instant future = NOW.plusSeconds(604_800);
        pipe(
                Topics.FEEDBACK,
                NOW,
                avro(new FeedbackGiven(PROJECT, new TaskId("t"), 1., null, "", future)));
        pipe(
                Topics.ANSWERS,
                NOW,
                avro(
                        new AnswerGiven(
                                PROJECT,
                                new TaskId("t"),
                                "",
                                new VersionId("v"),
                                new Serial(3),
                                .8,
                                "x",
                                future)));
        assertThat(read(Topics.INTAKE_INBOX))
                .extracting(IntakeReportsTest::time)
                .containsExactly(NOW, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"project": "p", "task": "t"} ; neither `score` nor `flag` nor `target`
                    {"project": "p", "task": "t", "score": 2} ; score must be in [0, 1], not 2.0
                    {"project": "p", "task": "t", "flag": "fine"} ; flag must be good or bad, not
                    {"project": "p", "task": "t", "flag": "good", "score": 1} ; both `score` and `flag`
                    {"project": "p", "task": "t", "socre": 1} ; Did you mean
                    {"project": "q", "task": "t", "score": 1} ; project `q` is not defined
                    """)
    void shouldStateWhyFeedbackIsUnusable(String json, String reason) {
        pipe(Topics.FEEDBACK, NOW, json);
        assertThat(read(Topics.INTAKE_INBOX)).isEmpty();
        assertThat(read(Topics.DEAD_LETTERS))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeadLetter.class,
                        letter -> {
                            assertThat(letter.message()).containsIgnoringCase(reason);
                            assertThat(letter.topic()).isEqualTo("mtg.feedback");
                        });
    }

    private static Instant time(Event event) {
        return event instanceof AnswerGiven answer ? answer.served() : ((FeedbackGiven) event).at();
    }

    private static byte[] avro(Event event) {
        return EventSerde.local().serializer().serialize("any", event);
    }

    private void pipe(Topic topic, Instant at, String json) {
        pipe(topic, at, json.getBytes(UTF_8));
    }

    private void pipe(Topic topic, Instant at, byte[] value) {
        driver.createInputTopic(
                        "mtg." + topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(PROJECT.value(), value, at));
    }

    private List<Event> read(Topic topic) {
        return driver.createOutputTopic(
                        "mtg." + topic.name(),
                        new StringDeserializer(),
                        EventSerde.local().deserializer())
                .readValuesToList();
    }
}
