package metatextgrad.services.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.Rolling;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

final class RolloutServiceTest extends ServiceContract {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String JUDGED =
            "{\"project\":\"p\",\"task\":\"t\",\"version\":\"v\",\"serial\":1,\"probability\":1,\"served\":\"2026-11-28T12:00:00Z\",\"score\":1,\"evidence\":\"feedback\"}";

    @Override
    protected Service service() {
        return new RolloutService();
    }

    /** So applications need neither Avro nor a registry: docs/connect.md. */
    @Test
    void shouldWriteTablesAndReadJudgementsAsPlainJson() {
        try (TopologyTestDriver driver = driver()) {
            pipe(
                    driver,
                    Topics.CHALLENGERS,
                    EventSerde.local().serializer().serialize("", offered()));
            List<String> tables =
                    driver.createOutputTopic(
                                    "mtg." + Topics.PROMPTS_JSON.name(),
                                    new StringDeserializer(),
                                    new StringDeserializer())
                            .readValuesToList();
            assertThat(tables).hasSize(1);
            assertThat(tables.getFirst())
                    .startsWith("{\"by\":\"\",\"labelled\":[{")
                    .contains("\"project\":\"p\",\"serial\":1,\"versions\":[")
                    .contains("\"text\":\"Answer.\"");

            pipe(driver, Topics.LIVE_SCORES, JUDGED.getBytes(UTF_8));
            assertThat(letters(driver)).isEmpty();
        }
    }

    /** An application's clock is years ahead: the canary has no time of years. */
    @Test
    void shouldBelieveNoTimeAfterThatOfTheRecord() {
        Project project = Traffic.judgedBy(Mode.AUTO, false, true);
        Program better = Rolling.program("Answer step by step.");
        try (TopologyTestDriver driver = driver()) {
            TestInputTopic<String, byte[]> judged =
                    driver.createInputTopic(
                            "mtg." + Topics.LIVE_SCORES.name(),
                            new StringSerializer(),
                            new ByteArraySerializer());
            pipe(
                    driver,
                    Topics.ADAPT_COMMANDS,
                    avro(new AdaptStarted(project, Prices.NONE, NOON, "ada")));
            pipe(driver, Topics.CHALLENGERS, avro(offered(project, better)));
            judged.pipeInput("key", judged(project, NOON.plusSeconds(1)), NOON.plusSeconds(1));
            judged.pipeInput(
                    "key", judged(project, NOON.plus(Duration.ofDays(999))), NOON.plusSeconds(2));
            List<Event> tables =
                    driver.createOutputTopic(
                                    "mtg." + Topics.PROMPTS.name(),
                                    new StringDeserializer(),
                                    EventSerde.local().deserializer())
                            .readValuesToList();
            // Answers are judged a day after they were served.
            assertThat(((PromptsServed) tables.getLast()).serving())
                    .isEqualTo(
                            new Serving.Canary(
                                    VersionId.of(project.id(), better),
                                    .2,
                                    NOON.plusSeconds(1).plus(Duration.ofDays(1))));
        }
    }

    private static byte[] avro(Event event) {
        return EventSerde.local().serializer().serialize("", event);
    }

    private static byte[] judged(Project project, Instant served) {
        return avro(
                new TaskJudged(
                        project.id(),
                        new TaskId("t" + served.getEpochSecond()),
                        "",
                        VersionId.of(project.id(), project.seed()),
                        new Serial(1),
                        1,
                        served,
                        1,
                        TaskJudged.Evidence.FEEDBACK));
    }

    private static ChallengerOffered offered(Project project, Program best) {
        ScoreSummary scores =
                new ScoreSummary(ScoreStats.EMPTY, ScoreStats.EMPTY, ScoreStats.EMPTY);
        RunId run = AdaptState.run(project.id(), 1);
        return new ChallengerOffered(
                project.id(), run, RunKind.WINDOW, project.seed(), scores, best, scores, "");
    }

    private static ChallengerOffered offered() {
        Variable prompt = new Variable("Answer.", "system prompt", true);
        Program seed =
                new Program(
                        List.of(new Node.LlmCall("solve", prompt, List.of(Node.TASK), null, false)),
                        "solve");
        ScoreSummary scores =
                new ScoreSummary(ScoreStats.EMPTY, ScoreStats.EMPTY, ScoreStats.EMPTY);
        return new ChallengerOffered(
                new ProjectId("p"), new RunId("r"), RunKind.USER, seed, scores, seed, scores, "");
    }
}
