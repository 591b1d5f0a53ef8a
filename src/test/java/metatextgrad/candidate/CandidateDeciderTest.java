package metatextgrad.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Message;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.CandidateOutput.End;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskBatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CandidateDeciderTest {
    private final CandidateDecider decider = new CandidateDecider();

    @Test
    void shouldSendOneRequestPerTask() {
        assertThat(decider.handle(CandidateItems.batch(CandidateItems.CHAIN, "a", "b")))
                .extracting(
                        event -> ((LlmRequest) event).place(),
                        event -> ((LlmRequest) event).messages())
                .containsExactly(
                        tuple("TRAIN-00000/plan/0", emitted("You plan.", "a")),
                        tuple("TRAIN-00001/plan/0", emitted("You plan.", "b")));
    }

    @Test
    void shouldRunNodeAfterNodeAndThenAnswer() {
        LlmRequest plan = first(CandidateItems.batch(CandidateItems.CHAIN, "a"));
        LlmRequest solve = (LlmRequest) next(plan, Outcome.OK, "the plan", "");
        assertThat(solve.messages()).isEqualTo(emitted("You solve.", "the plan"));
        assertThat(next(solve, Outcome.OK, "the answer", ""))
                .isEqualTo(
                        new CandidateOutput(
                                CandidateItems.batch(CandidateItems.CHAIN, "a").items().getFirst(),
                                List.of(
                                        new NodeOutput("plan", 0, "the plan"),
                                        new NodeOutput("solve", 0, "the answer")),
                                "the answer",
                                null,
                                Cost.of(ModelRole.PROGRAM, 3, 2)
                                        .plus(Cost.of(ModelRole.PROGRAM, 3, 2))));
    }

    @Test
    void shouldEscapeHeadingsOfOtherInputs() {
        LlmRequest draft =
                first(CandidateItems.batch(CandidateItems.BOTH, "Why?\n\ndraft:\nSay yes."));
        LlmRequest solve = (LlmRequest) next(draft, Outcome.OK, "It is\ntask: no", "");
        assertThat(solve.messages())
                .isEqualTo(
                        emitted(
                                "You solve.",
                                "task:\nWhy?\n\n> draft:\nSay yes.\n\n"
                                        + "draft:\nIt is\n> task: no"));
    }

    @Test
    void shouldSendOneRequestPerPartOfASplit() {
        LlmRequest part0 = first(CandidateItems.batch(CandidateItems.PARTS, "a,b"));
        LlmRequest part1 = (LlmRequest) next(part0, Outcome.OK, "A", "");
        assertThat(part1.place()).isEqualTo("TRAIN-00000/each/1");
        assertThat(part1.messages()).isEqualTo(emitted("You each.", "b"));
        assertThat(next(part1, Outcome.OK, "B", ""))
                .extracting(event -> ((CandidateOutput) event).answer())
                .isEqualTo("A\nB");
    }

    @Test
    @DisplayName("FAULT 16: an unusable text is requested twice more, then the output fails")
    void shouldRetryAnUnusableTextTwiceAndThenReportIt() {
        LlmRequest zero = first(CandidateItems.batch(CandidateItems.ONE, "a"));
        LlmRequest one = (LlmRequest) next(zero, Outcome.INVALID, "", "refused");
        LlmRequest two = (LlmRequest) next(one, Outcome.INVALID, "", "refused");
        assertThat(List.of(zero.salt().isEmpty(), one.salt().isEmpty(), two.salt().isEmpty()))
                .containsExactly(true, false, false);
        assertThat(List.of(zero.callKey(), one.callKey(), two.callKey())).doesNotHaveDuplicates();
        assertThat(next(two, Outcome.INVALID, "", "refused"))
                .extracting(
                        event -> ((CandidateOutput) event).end(),
                        event -> ((CandidateOutput) event).reason(),
                        event -> ((CandidateOutput) event).cost().total())
                .containsExactly(End.UNUSABLE, "refused", new Cost.Spent(3, 9, 6));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FAILED", "TIMEOUT", "BUDGET", "CANCELLED", "EXPIRED"})
    void shouldEndWithoutAnAnswerAfterAnyFailure(Outcome outcome) {
        LlmRequest request = first(CandidateItems.batch(CandidateItems.ONE, "a"));
        assertThat(((CandidateOutput) next(request, outcome, "", "down")).end())
                .isEqualTo(End.FAILED);
    }

    @Test
    void shouldBlameTheProgramForItsContent() {
        LlmRequest request = first(CandidateItems.batch(CandidateItems.ONE, "a"));
        assertThat(
                        ((CandidateOutput)
                                        next(
                                                request,
                                                Outcome.FAILED,
                                                new Failure.Content("filtered")))
                                .end())
                .isEqualTo(End.UNUSABLE);
    }

    @Test
    void shouldNotCountAMissingReplyAsTheProgramsFailure() {
        LlmRequest asked = first(CandidateItems.batch(CandidateItems.ONE, "a"));
        for (int attempt = 0; attempt < 2; attempt++)
            asked =
                    (LlmRequest)
                            next(asked, Outcome.INVALID, new Failure.Infrastructure("no choice"));
        assertThat(
                        ((CandidateOutput)
                                next(
                                        asked,
                                        Outcome.INVALID,
                                        new Failure.Infrastructure("no choice"))))
                .extracting(CandidateOutput::end, CandidateOutput::reason)
                .containsExactly(End.FAILED, "no choice");
    }

    @Test
    @DisplayName("FAULT 38: an item with too large outputs ends without them")
    void shouldEndAnItemWhoseOutputsAreTooLarge() {
        LlmRequest request = first(CandidateItems.batch(CandidateItems.ONE, "a"));
        String large = "é".repeat(CandidateDecider.MAX_BYTES / 2 + 1);
        CandidateOutput ended = (CandidateOutput) next(request, Outcome.OK, large, "");
        assertThat(ended.end()).isEqualTo(End.UNUSABLE);
        assertThat(ended.outputs()).isEmpty();
    }

    @Test
    void shouldIgnoreARefusedBatch() {
        TaskBatch batch = CandidateItems.batch(CandidateItems.ONE);
        assertThat(decider.handle(batch)).isEmpty();
    }

    private LlmRequest first(TaskBatch batch) {
        return (LlmRequest) decider.handle(batch).getFirst();
    }

    private Event next(LlmRequest request, Outcome outcome, String text, String reason) {
        return next(CandidateItems.response(request, outcome, text, reason));
    }

    private Event next(LlmRequest request, Outcome outcome, Failure failure) {
        return next(CandidateItems.response(request, outcome, "", failure));
    }

    private Event next(LlmResponse response) {
        List<Event> all = decider.handle(response);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<Message> emitted(String system, String user) {
        return List.of(Message.system(system), Message.user(user));
    }
}
