package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.Gradient;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Split;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** METHOD §6.1 checks 1 to 5 and 16: from losses back to gradients. */
final class BackwardChecksTest {
    @Test
    void method01ShouldAskThreeThenSixThenOneInAStepOfThreeRightOrWrong() {
        Script script = new Script().student(BackwardChecksTest::solvingTheFirstTrainQuestion);
        EmittedEvents emitted = new Scenario().data(3, 2).script(script).trial();
        List<LlmRequest> training =
                emitted.asked(ModelRole.PROGRAM).stream()
                        .filter(request -> request.place().startsWith(Split.TRAIN.name()))
                        .toList();
        assertThat(training).hasSize(3);
        assertThat(emitted.asked(ModelRole.BACKWARD)).hasSize(6);
        assertThat(emitted.asked(ModelRole.OPTIMIZER)).hasSize(1);
        assertThat(emitted.asked(ModelRole.JUDGE)).isEmpty();
    }

    @Test
    void method01ShouldAskAJudgeThreeTimesMoreInAStepOfThreeAndOncePerValidationItem() {
        Script script = new Script().student(BackwardChecksTest::solvingTheFirstTrainQuestion);
        EmittedEvents emitted = new Scenario().data(3, 2).script(script).judge().trial();
        assertThat(emitted.asked(ModelRole.JUDGE))
                .extracting(LlmRequest::place)
                .containsExactlyInAnyOrder(
                        "TRAIN-00000/judge",
                        "TRAIN-00001/judge",
                        "TRAIN-00002/judge",
                        "VAL-00000/judge",
                        "VAL-00001/judge");
        assertThat(emitted.asked(ModelRole.PROGRAM)).hasSize(3 + 2);
        assertThat(emitted.asked(ModelRole.BACKWARD)).hasSize(6);
        assertThat(emitted.asked(ModelRole.OPTIMIZER)).hasSize(1);
    }

    @Test
    void method02ShouldAskInTheBaseFormWhereNothingWasSaidAbove() {
        Script script =
                new Script()
                        .critic(
                                call ->
                                        Script.answered(
                                                ofAnswer(call) ? " \n " : Script.critic(call)));
        EmittedEvents emitted = new Scenario().script(script).trial();
        assertThat(emitted.critiquesAsked("loss"))
                .hasSize(3)
                .allSatisfy(
                        request -> assertThat(EmittedEvents.user(request)).contains("<FUNCTION>"));
        assertThat(emitted.critiquesAsked("solve-0-prompt"))
                .hasSize(3)
                .allSatisfy(
                        request ->
                                assertThat(EmittedEvents.user(request))
                                        .contains("<SYSTEM_PROMPT>"));
        assertThat(emitted.asked(ModelRole.BACKWARD))
                .noneMatch(request -> EmittedEvents.user(request).contains("<FEEDBACK>"))
                .noneMatch(request -> EmittedEvents.user(request).contains("<USED_AS>"));
    }

    @Test
    void method03ShouldShowFeedbackAndConversationToTheCriticOfAPrompt() {
        EmittedEvents emitted = new Scenario().program(Programs.chain(true)).trial();
        LlmRequest request = emitted.critiquesAsked("solve-0-prompt").getFirst();
        String question = emitted.gradients(1).getFirst().gradients().getFirst().input();
        String task = question.substring("draft for ".length());
        assertThat(EmittedEvents.user(request))
                .contains("<FEEDBACK>\nbad answer at Answer: unknown, " + task + "\n</FEEDBACK>")
                .contains("<SYSTEM_PROMPT>\nsolves 1\n</SYSTEM_PROMPT>")
                .contains("<INPUT>\ndraft for " + task + "\n</INPUT>")
                .contains("<OUTPUT>\nAnswer: unknown\n</OUTPUT>")
                .contains("<USED_AS>the answer of the program</USED_AS>");
    }

    @Test
    void method04ShouldAskNothingAboutAnInputThatNothingTrainableStandsBehind() {
        EmittedEvents emitted = new Scenario().program(Programs.chain(false)).trial();
        assertThat(emitted.asked(ModelRole.BACKWARD))
                .extracting(LlmRequest::place)
                .containsExactlyInAnyOrder(
                        "TRAIN-00000/loss",
                        "TRAIN-00001/loss",
                        "TRAIN-00002/loss",
                        "TRAIN-00000/solve-0-prompt",
                        "TRAIN-00001/solve-0-prompt",
                        "TRAIN-00002/solve-0-prompt");
    }

    @Test
    void method05ShouldForbidARewriteInEveryBackwardRequest() {
        EmittedEvents emitted = new Scenario().program(Programs.chain(true)).trial();
        assertThat(emitted.asked(ModelRole.BACKWARD))
                .hasSize(12)
                .allSatisfy(
                        request -> {
                            assertThat(system(request)).contains("Do not write a new version");
                            assertThat(EmittedEvents.user(request)).contains("Give criticism only");
                        });
    }

    @Test
    void method05ShouldListTheCritiqueVerbatimWithItsConversation() {
        String critique = "  first line\n\n {second} line \n";
        Script script = new Script().critic(call -> Script.answered(critique));
        EmittedEvents emitted = new Scenario().script(script).trial();
        assertThat(emitted.gradients(1))
                .hasSize(3)
                .allSatisfy(
                        item ->
                                assertThat(item.gradients())
                                        .containsExactly(
                                                new Gradient(
                                                        "solve",
                                                        critique,
                                                        questionOf(emitted, item),
                                                        "Answer: unknown",
                                                        "the answer of the program",
                                                        Data.answer(questionOf(emitted, item)))));
    }

    /** The critics of prompts receive it, so that the number of calls stays the same. */
    @Test
    void method05ShouldTakeTheAgreedReplyAsAnEmptyCritique() {
        Script script = new Script().critic(call -> Script.answered("`Nothing to change`.\n"));
        EmittedEvents emitted = new Scenario().script(script).trial();
        assertThat(emitted.gradients(1))
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.gradients()).isEmpty());
        assertThat(emitted.critiquesAsked("solve-0-prompt"))
                .hasSize(3)
                .allSatisfy(
                        request ->
                                assertThat(EmittedEvents.user(request))
                                        .contains(
                                                "<FEEDBACK>\n`Nothing to change`.\n\n</FEEDBACK>"));
    }

    @Test
    void method05ShouldListNothingForAFailedItemOrASilentCriticAndGoOn() {
        String failing = Data.question(Split.TRAIN, 0);
        String silent = Data.question(Split.TRAIN, 1);
        Script script =
                new Script()
                        .student(
                                call ->
                                        Script.question(call).equals(failing)
                                                ? new Reply.TryAgain("down", null, true)
                                                : Script.answered(Script.student(call)))
                        .critic(
                                call ->
                                        Script.answered(
                                                Script.question(call).equals(silent)
                                                        ? " "
                                                        : Script.critic(call)));
        EmittedEvents emitted = new Scenario().data(5, 10).batch(5).script(script).trial();
        assertThat(emitted.gradients(1))
                .extracting(item -> questionOf(emitted, item), item -> item.gradients().size())
                .containsExactlyInAnyOrder(
                        tuple(failing, 0),
                        tuple(silent, 0),
                        tuple(Data.question(Split.TRAIN, 2), 1),
                        tuple(Data.question(Split.TRAIN, 3), 1),
                        tuple(Data.question(Split.TRAIN, 4), 1));
        assertThat(emitted.state(1).decision()).isEqualTo(Decided.ACCEPTED);
    }

    private static Reply solvingTheFirstTrainQuestion(Call call) {
        String question = Script.question(call);
        return Script.answered(
                question.equals(Data.question(Split.TRAIN, 0))
                        ? "Answer: " + Data.answer(question)
                        : Script.student(call));
    }

    private static boolean ofAnswer(Call call) {
        return call.user().contains("<FUNCTION>");
    }

    private static String system(LlmRequest request) {
        Message first = request.messages().getFirst();
        return first.role() == Message.Role.SYSTEM ? first.content() : "";
    }

    private static String questionOf(EmittedEvents emitted, GradientComputed item) {
        return emitted.all(TaskSubmitted.class).stream()
                .filter(task -> task.id().equals(item.task()))
                .findFirst()
                .orElseThrow()
                .input();
    }
}
