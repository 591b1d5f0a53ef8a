package metatextgrad.services.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.ops.LoopMeters;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * The judge's question and verdict on topics: the request carries all state, and the response
 * returns it.
 */
final class JudgeTopologyTest {
    private static final ServiceContext WIRING =
            new ServiceContext(
                    "mtg.",
                    EventSerde.local(),
                    new RowSerde(),
                    new LoopMeters(new SimpleMeterRegistry()),
                    Duration.ofMinutes(1));

    @Test
    void shouldAskAndScoreInTwoLivesOfTheService() {
        LlmRequest ask;
        try (TopologyTestDriver driver = driver()) {
            pipe(driver, Topics.CANDIDATE_OUTPUTS, output());
            TestRecord<String, Event> asked = only(driver, Topics.LLM_REQUESTS);
            ask = (LlmRequest) asked.value();
            assertThat(asked.key()).isEqualTo(ask.callKey().value());
            assertThat(ask.role()).isEqualTo(ModelRole.JUDGE);
            assertThat(read(driver, Topics.TEXTUAL_LOSSES)).isEmpty();
        }
        try (TopologyTestDriver driver = driver()) {
            pipe(driver, Topics.responses(Requester.LOSS), verdict(ask, "<ACCURACY>0</ACCURACY>"));
            TestRecord<String, Event> scored = only(driver, Topics.TEXTUAL_LOSSES);
            String criticism =
                    "The judge finds that the answer does not agree with the expected answer `5`.";
            CandidateOutput output = output();
            assertThat(scored.key()).isEqualTo("trial");
            assertThat(scored.value())
                    .isEqualTo(
                            new TextualLoss(
                                    output.item().stepRef(),
                                    output.item().slot(),
                                    output.item().task().id(),
                                    output.item().program().id(),
                                    Score.WRONG,
                                    new TextualLoss.Trace(
                                            output.item(),
                                            output.outputs(),
                                            output.answer(),
                                            criticism),
                                    null,
                                    Cost.of(ModelRole.JUDGE, 0, 0)));
            assertThat(read(driver, Topics.LLM_REQUESTS)).isEmpty();
        }
    }

    private static TopologyTestDriver driver() {
        return new TopologyTestDriver(new LossService().build(WIRING));
    }

    private static void pipe(TopologyTestDriver driver, Topic topic, Event event) {
        driver.createInputTopic(
                        WIRING.name(topic), new StringSerializer(), EventSerde.local().serializer())
                .pipeInput(event.key(), event);
    }

    private static TestRecord<String, Event> only(TopologyTestDriver driver, Topic topic) {
        List<TestRecord<String, Event>> records = read(driver, topic);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static List<TestRecord<String, Event>> read(TopologyTestDriver driver, Topic topic) {
        return driver.createOutputTopic(
                        WIRING.name(topic),
                        new StringDeserializer(),
                        EventSerde.local().deserializer())
                .readRecordsToList();
    }

    private static LlmResponse verdict(LlmRequest ask, String text) {
        return LlmResponse.ok(ask, new Reply.Answered(text, Usage.NONE, ""));
    }

    private static CandidateOutput output() {
        ProjectId project = new ProjectId("project");
        Variable prompt = new Variable("You add.", "a prompt", true);
        Item item =
                new Item(
                        new StepRef(project, new RunId("run"), new TrialId("trial"), 1, 0),
                        new Slot(Split.TRAIN, 0),
                        new TaskSubmitted(
                                project, new TaskId("task"), "2 + 3", "5", null, null, null),
                        new Program(
                                List.of(
                                        new Node.LlmCall(
                                                "solve", prompt, List.of(Node.TASK), null, false)),
                                "solve"),
                        settings());
        return new CandidateOutput(
                item, List.of(new NodeOutput("solve", 0, "four")), "four", null, Cost.NONE);
    }

    private static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 10, 9));
        return new LoopSettings(
                EvaluatorSpec.named("judge"),
                AnswerParsing.STRICT,
                "sums",
                models,
                3,
                AcceptanceRule.PAPER,
                false,
                .95,
                .8,
                96 * 1024,
                Set.of());
    }
}
