package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.instance.InstanceTraining;
import metatextgrad.instance.LocalInstance;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.llm.ScriptedModel;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.local.LocalAnswers;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import org.junit.jupiter.api.Test;

/** METHOD §6.1 check 18: one answer to one question is trained, and no model sees the truth. */
final class InstanceChecksTest {
    private static final String TRUTH = "the-marked-truth";
    private static final String PROMPT = "You solve riddles.";
    private static final TaskSubmitted TASK =
            new TaskSubmitted(
                    new ProjectId("riddles"),
                    new TaskId("riddle"),
                    "What has keys and opens nothing?",
                    TRUTH,
                    null,
                    null,
                    null);

    private final List<LlmRequest> asked = new ArrayList<>();

    @Test
    void method18ShouldNeverTellAnybodyTheTruth() {
        solve();
        assertThat(asked)
                .flatExtracting(LlmRequest::messages)
                .extracting(Message::content)
                .hasSize(2 * (1 + 3 * 3))
                .allSatisfy(text -> assertThat(text).doesNotContain(TRUTH));
        assertThat(asked)
                .filteredOn(request -> request.role() == ModelRole.JUDGE)
                .hasSize(3)
                .allSatisfy(
                        critic ->
                                assertThat(critic.messages().getFirst().content())
                                        .startsWith("You are a harsh critic")
                                        .contains("Do not solve the question yourself"));
    }

    @Test
    void method18ShouldTrainTheAnswerAndNothingElse() {
        InstanceTraining.Move.Done done = solve();
        assertThat(done.answers())
                .containsExactly(
                        "A lock.\nAnswer: lock",
                        "Better 1.\nAnswer: Piano",
                        "Better 2.\nAnswer: piano",
                        "Better 3.\nAnswer: lock");
        assertThat(done.answer()).isEqualTo("A lock.\nAnswer: lock");
        List<LlmRequest> updates =
                asked.stream().filter(request -> request.role() == ModelRole.OPTIMIZER).toList();
        assertThat(updates)
                .extracting(request -> Script.between(text(request), "CURRENT_TEXT"))
                .isEqualTo(done.answers().subList(0, 3));
        assertThat(updates)
                .extracting(InstanceChecksTest::text)
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .contains(TASK.input(), "Constraint 1: The last line")
                                        .doesNotContain(PROMPT));
        assertThat(asked)
                .filteredOn(request -> request.role() == ModelRole.PROGRAM)
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request.messages())
                                        .containsExactly(
                                                Message.system(PROMPT),
                                                Message.user(TASK.input())));
    }

    private InstanceTraining.Move.Done solve() {
        LocalAnswers answers = new LocalAnswers(new ScriptedModel(InstanceChecksTest::says));
        LocalInstance instance =
                new LocalInstance(
                        request -> {
                            asked.add(request);
                            return answers.answer(request);
                        },
                        settings());
        return instance.solve(Programs.oneCall(PROMPT), TASK);
    }

    private static String says(Call call) {
        if (call.system().equals(PROMPT)) return "A lock.\nAnswer: lock";
        if (call.system().startsWith("You are a harsh critic")) return "It opens something.";
        if (call.system().startsWith("You are the gradient engine")) return "Think of music.";
        String current = Script.currentText(call);
        if (current.startsWith("A lock")) return Script.tagged("Better 1.\nAnswer: Piano");
        return current.startsWith("Better 1")
                ? Script.tagged("Better 2.\nAnswer: piano")
                : Script.tagged("Better 3.\nAnswer: lock");
    }

    private static String text(LlmRequest request) {
        return request.messages().getLast().content();
    }

    private static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) {
            double temperature = role == ModelRole.OPTIMIZER ? 1 : 0;
            models.put(role, new ModelSpec("m", temperature, 100, 60));
        }
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "riddles",
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
