package metatextgrad.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.project.ModelSpec;
import org.junit.jupiter.api.Test;

/** When a model is dead for a run. */
final class RepeatedRefusalsTest {
    private static final Reply REFUSED = refused("400 no such parameter");
    private static final Reply SERVED = new Reply.Answered("4", Usage.NONE, "small");

    private final RepeatedRefusals refusals = new RepeatedRefusals();

    @Test
    void shouldReportTheThirdEqualRefusalOfDifferentRequests() {
        assertThat(refusals.add(request("run", "1+1?"), REFUSED)).isNull();
        assertThat(refusals.add(request("run", "2+2?"), REFUSED)).isNull();
        assertThat(refusals.of(request("run", "3+3?"))).isNull();

        Failure dead =
                new Failure.DeadModel(
                        "model small refuses every request; 3 different ones ended with: 400 no such"
                                + " parameter");
        assertThat(refusals.add(request("run", "3+3?"), REFUSED)).isEqualTo(dead);
        assertThat(refusals.of(request("run", "4+4?"))).isEqualTo(dead);
        assertThat(refusals.of(request("another", "4+4?"))).isNull();
    }

    @Test
    void shouldCountARequestOnce() {
        for (int i = 0; i < 5; i++)
            assertThat(refusals.add(request("run", "1+1?"), REFUSED)).isNull();
    }

    @Test
    void shouldStartAnewWithAServedRequestOrAnotherReason() {
        refusals.add(request("run", "1+1?"), REFUSED);
        refusals.add(request("run", "2+2?"), REFUSED);
        refusals.add(request("run", "3+3?"), SERVED);
        refusals.add(request("run", "4+4?"), REFUSED);
        assertThat(refusals.add(request("run", "5+5?"), REFUSED)).isNull();
        assertThat(refusals.add(request("run", "6+6?"), refused("422 another"))).isNull();
        assertThat(refusals.add(request("run", "7+7?"), REFUSED)).isNull();
    }

    /** A text that is too long proves nothing about the next one. */
    @Test
    void shouldNotCountRefusalsOfATextAndFailuresThatEnd() {
        List<Reply> others =
                List.of(
                        new Reply.Refused(new Failure.Content("context length")),
                        new Reply.TryAgain("503", null, false),
                        new Reply.TimedOut("late"),
                        new Reply.NoSuchModel("no model small"),
                        new Reply.Unavailable("401"));
        for (Reply reply : others)
            for (int i = 0; i < 5; i++)
                assertThat(refusals.add(request("run", i + "?"), reply)).isNull();
    }

    private static Reply refused(String reason) {
        return new Reply.Refused(new Failure.Infrastructure(reason));
    }

    private static LlmRequest request(String run, String question) {
        StepRef stepRef =
                new StepRef(new ProjectId("demo"), new RunId(run), new TrialId("trial"), 0, 0);
        return new LlmRequestFactory(Requester.CANDIDATE, stepRef, "trial", "slot-1", 0)
                .request(
                        ModelRole.PROGRAM,
                        new ModelSpec("small", 0, 100, 30),
                        List.of(Message.user(question)),
                        "",
                        new NoContext());
    }
}
