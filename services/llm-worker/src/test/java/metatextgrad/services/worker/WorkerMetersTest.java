package metatextgrad.services.worker;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.services.worker.scheduler.FakeKafka;
import metatextgrad.services.worker.scheduler.SampleRequests;
import org.junit.jupiter.api.Test;

final class WorkerMetersTest {
    private static final Reply EMPTY =
            new Reply.Unusable(new Failure.Content("empty"), new Usage(3, 0));
    private static final LlmRequest ORIGIN = SampleRequests.request("2+2?", "slot-1");
    private static final LlmRequest FORK =
            SampleRequests.ofRun(ORIGIN.run().fork("x"), "2+2?", "slot-2");

    @Test
    void shouldCountAnUnusableAnswerThatAForkRepeatsAsACacheHit() {
        FakeKafka kafka = new FakeKafka(10);
        kafka.polled(ORIGIN);
        kafka.commit();
        kafka.reply(EMPTY);
        kafka.commit();
        assertThat(kafka.counted("mtg.llm.cache.hits")).isZero();

        kafka.polled(FORK);
        kafka.lookUp();
        kafka.commit();

        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome)
                .containsExactly(Outcome.INVALID, Outcome.INVALID);
        assertThat(kafka.counted("mtg.llm.requests")).isEqualTo(2);
        assertThat(kafka.counted("mtg.llm.cache.hits")).isEqualTo(1);
    }
}
