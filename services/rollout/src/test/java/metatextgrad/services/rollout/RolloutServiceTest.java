package metatextgrad.services.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Variable;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

final class RolloutServiceTest extends ServiceContract {
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

    private static ChallengerOffered offered() {
        Variable prompt = new Variable("Answer.", "system prompt", true);
        Program seed =
                new Program(
                        List.of(new Node.LlmCall("solve", prompt, List.of(Node.TASK), null, false)),
                        "solve");
        ScoreSummary scores =
                new ScoreSummary(ScoreStats.EMPTY, ScoreStats.EMPTY, ScoreStats.EMPTY);
        return new ChallengerOffered(
                new ProjectId("p"), new RunId("r"), seed, scores, seed, scores, "");
    }
}
