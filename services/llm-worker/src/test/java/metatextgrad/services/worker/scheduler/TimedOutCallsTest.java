package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Message;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import org.junit.jupiter.api.Test;

/** A deterministic call that timed out twice is not sent again in its run. */
final class TimedOutCallsTest {
    private static final ModelSpec SAME = new ModelSpec("small", 0, 100, 30);

    private final TimedOutCalls late = new TimedOutCalls();

    @Test
    void shouldAnswerARequestThatTimedOutTwiceWithoutACall() {
        ended(SAME, Outcome.TIMEOUT, 2);

        LlmRequest same = request("run", SAME);
        assertThat(late.answer(same))
                .isEqualTo(
                        LlmResponse.ended(
                                same,
                                Outcome.TIMEOUT,
                                new Failure.Infrastructure(
                                        "not sent again: the same request timed out 2 times in this"
                                                + " run; raise timeout-seconds or lower max-tokens of"
                                                + " small"),
                                Usage.NONE,
                                Billing.NONE));
    }

    @Test
    void shouldSendItAgainInAnotherRunOrWithOtherSettings() {
        ended(SAME, Outcome.TIMEOUT, 2);

        assertThat(late.answer(request("another", SAME))).isNull();
        assertThat(late.answer(request("run", new ModelSpec("small", 0, 100, 60)))).isNull();
        assertThat(late.answer(request("run", new ModelSpec("small", 0, 50, 30)))).isNull();
    }

    @Test
    void shouldSendAgainWhatMayEndOtherwise() {
        ModelSpec random = new ModelSpec("small", 1, 100, 30);
        ended(random, Outcome.TIMEOUT, 2);
        assertThat(late.answer(request("run", random))).isNull();

        ended(SAME, Outcome.TIMEOUT, 1);
        ended(SAME, Outcome.FAILED, 2);
        assertThat(late.answer(request("run", SAME))).isNull();
    }

    @Test
    void shouldForgetTheRunsThatTimedOutLongAgo() {
        for (int run = 0; run <= 100; run++) ended("run-" + run, SAME, Outcome.TIMEOUT, 2);

        assertThat(late.answer(request("run-0", SAME))).isNull();
        assertThat(late.answer(request("run-1", SAME))).isNotNull();
    }

    private void ended(ModelSpec model, Outcome outcome, int timeouts) {
        ended("run", model, outcome, timeouts);
    }

    private void ended(String run, ModelSpec model, Outcome outcome, int timeouts) {
        LlmRequest request = request(run, model);
        LlmResponse answer =
                LlmResponse.ended(
                        request,
                        outcome,
                        new Failure.Infrastructure("no answer in time"),
                        Usage.NONE,
                        Billing.IN_DOUBT);
        AssignedPartition partition = new AssignedPartition(new PartitionAssignment(0, 0));
        late.ended(
                new Ending(
                        new Delivery(partition, 0, request, false, 0), answer, 2, true, timeouts));
    }

    private static LlmRequest request(String run, ModelSpec model) {
        StepRef stepRef =
                new StepRef(new ProjectId("demo"), new RunId(run), new TrialId("trial"), 0, 0);
        return new LlmRequestFactory(Requester.CANDIDATE, stepRef, "trial", "slot-1", 0)
                .request(
                        ModelRole.PROGRAM,
                        model,
                        List.of(Message.user("2+2?")),
                        "",
                        new RawContext(new byte[] {1}));
    }
}
