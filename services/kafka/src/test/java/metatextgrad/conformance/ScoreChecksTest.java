package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated;
import org.junit.jupiter.api.Test;

/** METHOD §6.2 checks 23 and 24: items without an answer, and unreadable answers. */
final class ScoreChecksTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void method23ShouldTryAgainAndThenLeaveAnItemWithoutAnswerOutOfTheMean() {
        EmittedEvents emitted = new Scenario().data(3, 40).script(failingAt(7)).trial();
        ScoreStats stats = emitted.scores(ScoreAggregated.Scope.STEP).getFirst().stats();
        assertThat(asked).filteredOn(Data.question(Split.VAL, 7)::equals).hasSize(3);
        assertThat(stats.infrastructure()).isEqualTo(1);
        assertThat(stats.scored()).isEqualTo(39);
        assertThat(stats.mean()).isEqualTo(2 / 39.);
    }

    @Test
    void method23ShouldDecideNothingBelowTheCoverage() {
        EmittedEvents emitted =
                new Scenario().data(3, 10).seedSolves(0).script(failingAt(7)).trial();
        assertThat(emitted.state(1).decision()).isEqualTo(Decided.UNDECIDED);
        assertThat(emitted.state(1).score()).isNull();
        assertThat(emitted.state(1).incumbent()).isEqualTo(Programs.oneCall("solves 1"));
    }

    @Test
    void method24ShouldCountWhatNobodyCanReadAsWrongAndReportItApart() {
        Script script = new Script().student(ScoreChecksTest::unreadable);
        EmittedEvents emitted = new Scenario().data(3, 10).script(script).trial();
        ScoreStats stats = emitted.scores(ScoreAggregated.Scope.STEP).getFirst().stats();
        assertThat(stats.unparseable()).isEqualTo(4);
        assertThat(stats.wrong()).isEqualTo(4);
        assertThat(stats.correct()).isEqualTo(2);
        assertThat(stats.infrastructure()).isZero();
        assertThat(stats.mean()).isEqualTo(.2);
    }

    @Test
    void method24ShouldAskThreeTimesForAnUnusableText() {
        Script script = new Script().student(ScoreChecksTest::unreadable);
        EmittedEvents emitted = new Scenario().data(3, 10).script(script).trial();
        List<LlmRequest> refused =
                emitted.asked(ModelRole.PROGRAM).stream()
                        .filter(
                                request ->
                                        EmittedEvents.user(request)
                                                .equals(Data.question(Split.VAL, 4)))
                        .toList();
        assertThat(refused).extracting(LlmRequest::attempt).containsExactly(0, 1, 2);
        assertThat(refused).extracting(LlmRequest::callKey).doesNotHaveDuplicates();
    }

    private Script failingAt(int number) {
        return new Script()
                .student(
                        call -> {
                            asked.add(Script.question(call));
                            return Script.question(call).equals(Data.question(Split.VAL, number))
                                    ? new Reply.TryAgain("down", null, true)
                                    : Script.answered(Script.student(call));
                        });
    }

    private static Reply unreadable(Call call) {
        return switch (Script.question(call)) {
            case "val question 3" -> Script.answered("I would rather not say.");
            case "val question 4" ->
                    new Reply.Unusable(new Failure.Content("refused"), new Usage(10, 1));
            case "val question 5" ->
                    new Reply.Unusable(new Failure.Content("cut off"), new Usage(10, 2000));
            case "val question 6" -> new Reply.Refused(new Failure.Content("filtered"));
            default -> Script.answered(Script.student(call));
        };
    }
}
