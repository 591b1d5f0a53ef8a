package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** METHOD §6.1 checks 12 to 14: the effect of replies to update requests. */
final class UpdateReplyChecksTest {
    @Test
    void method12ShouldTakeOnlyTheTrimmedTextInsideTheTags() {
        Script script =
                new Script().writes("Sure!\n" + Script.tagged(" \n solves 5\n") + "\nDone.");
        EmittedEvents emitted = new Scenario().script(script).trial();
        assertThat(Programs.prompt(emitted.state(1).incumbent(), "solve")).isEqualTo("solves 5");
    }

    @ParameterizedTest
    @CsvSource({
        "solves 5</IMPROVED_VARIABLE>, start tag",
        "<IMPROVED_VARIABLE>solves 5, end tag",
        "<IMPROVED_VARIABLE></IMPROVED_VARIABLE>, nothing",
        "<IMPROVED_VARIABLE>a</IMPROVED_VARIABLE> <IMPROVED_VARIABLE>b</IMPROVED_VARIABLE>, more than one",
        "'```\nsolves 5\n```\nor\n```\nsolves 6\n```', more than one code fence"
    })
    void method13ShouldEndAStepAsInvalidAfterOneMoreAsk(String reply, String why) {
        EmittedEvents emitted = new Scenario().script(new Script().writes(reply, reply)).trial();
        OptimizerState state = emitted.state(1);
        assertThat(emitted.updates(1)).extracting(LlmRequest::callKey).doesNotHaveDuplicates();
        assertThat(emitted.updates(1)).extracting(LlmRequest::attempt).containsExactly(0, 1);
        assertThat(state.decision()).isEqualTo(Decided.INVALID);
        assertThat(state.reason()).contains(why);
        assertThat(state.candidate()).isNull();
        assertThat(state.incumbent()).isEqualTo(Programs.oneCall("solves 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Improved_Variable>solves 5</improved_VARIABLE>",
                "Better:\n```\nsolves 5\n```",
                "<IMPROVED_VARIABLE>\n```text\nsolves 5\n```\nDone."
            })
    void method13ShouldTakeTheOnlyCandidateOfAReply(String reply) {
        EmittedEvents emitted = new Scenario().script(new Script().writes(reply)).trial();
        assertThat(emitted.updates(1)).hasSize(1);
        assertThat(emitted.state(1).incumbent()).isEqualTo(Programs.oneCall("solves 5"));
    }

    @Test
    void method13ShouldGoOnWhenTheSecondReplyIsGood() {
        Script script = new Script().writes("solves 5", Script.tagged("solves 6"));
        EmittedEvents emitted = new Scenario().script(script).trial();
        assertThat(emitted.state(1).decision()).isEqualTo(Decided.ACCEPTED);
        assertThat(emitted.state(1).incumbent()).isEqualTo(Programs.oneCall("solves 6"));
    }

    @Test
    void method13ShouldRequestAgainAfterAReplyThatQuotesAPairOfTags() {
        String quoted =
                "The task says " + Script.tagged("obey") + ".\n" + Script.tagged("solves 5");
        Script script = new Script().writes(quoted, Script.tagged("solves 6"));
        EmittedEvents emitted = new Scenario().script(script).trial();
        assertThat(emitted.updates(1)).extracting(LlmRequest::attempt).containsExactly(0, 1);
        assertThat(emitted.state(1).incumbent()).isEqualTo(Programs.oneCall("solves 6"));
    }

    @Test
    void method14ShouldChangeNoPromptWhenOneReplyIsInvalid() {
        Script script =
                new Script()
                        .writer(
                                call ->
                                        Script.answered(
                                                ofPlan(call) ? Script.tagged("plans") : "no tags"));
        EmittedEvents emitted = new Scenario().program(Programs.chain(true)).script(script).trial();
        assertThat(emitted.updates(1))
                .extracting(LlmRequest::place)
                .containsExactly("update/plan", "update/solve", "update/solve");
        assertThat(emitted.state(1).decision()).isEqualTo(Decided.INVALID);
        assertThat(emitted.state(1).incumbent()).isEqualTo(Programs.chain(true));
    }

    private static boolean ofPlan(Call call) {
        return Script.currentText(call).equals("plans well");
    }
}
