package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model whose replies have no text, with ten validation tasks. */
final class UnusableRepliesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUT_OFF  | 9  | 9 of 10 | (finish reason length). Raise max-tokens of model",
                "CUT_OFF  | 10 | 10 of 10 | (finish reason length). Raise max-tokens of model",
                "REPEATED | 10 | 10 of 10 | they repeat one piece until they are cut off (finish reason length). Use",
                "EMPTY    | 10 | 10 of 10 | they are empty. If model ",
                "FILTERED | 10 | 10 of 10 | (finish reason content_filter)"
            })
    void defect5ShouldFailARunWhoseSeedProgramGetsNoText(
            Kind kind, int unusable, String count, String cause) {
        EmittedEvents emitted = run(unusable, kind);
        RunState end = emitted.all(RunState.class).getLast();

        assertThat(end.status()).isEqualTo(Status.FAILED);
        assertThat(end.reason())
                .startsWith(count + " replies to the seed program have no text: ")
                .contains(cause, "max-tokens", "now 2000");
        assertThat(emitted.asked(ModelRole.OPTIMIZER)).isEmpty();
        assertThat(emitted.asked(ModelRole.BACKWARD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CUT_OFF,8", "OTHER,10"})
    void defect5ShouldContinueIfEnoughRepliesHaveText(Kind kind, int unusable) {
        RunState end = run(unusable, kind).all(RunState.class).getLast();

        assertThat(end.status()).isEqualTo(Status.FINISHED);
    }

    /** A reply of the wrong form is not a matter of settings. */
    @Test
    void defect5ShouldCountAReplyOfTheWrongFormAsAWrongAnswer() {
        Script script = new Script().student(call -> Script.answered("I would rather not say."));
        RunState end = new Scenario().script(script).run().all(RunState.class).getLast();

        assertThat(end.status()).isEqualTo(Status.FINISHED);
    }

    @Test
    void defect5ShouldOnlyScoreALaterProgramLow() {
        Script script =
                new Script()
                        .student(
                                call ->
                                        call.system().contains("solves 1")
                                                ? Script.answered(Script.student(call))
                                                : unusable(Kind.CUT_OFF));
        RunState end = new Scenario().script(script).run().all(RunState.class).getLast();

        assertThat(end.status()).isEqualTo(Status.FINISHED);
    }

    private static EmittedEvents run(int unusable, Kind kind) {
        Script script =
                new Script()
                        .student(
                                call ->
                                        number(call) < unusable
                                                ? unusable(kind)
                                                : Script.answered(Script.student(call)));
        return new Scenario().script(script).run();
    }

    private static int number(Call call) {
        String question = Script.question(call);
        return Integer.parseInt(question.substring(question.lastIndexOf(' ') + 1));
    }

    private static Reply unusable(Kind kind) {
        return new Reply.Unusable(new Failure.Content(kind, "no text"), Script.USAGE);
    }
}
