package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.services.worker.rates.RateLimits;
import org.junit.jupiter.api.Test;

/** FAULT 11: who waits for the rate, and who goes first. */
final class RateThrottlingTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");
    private static final ModelSpec OTHER = new ModelSpec("other", 0, 100, 30);
    private static final ModelSpec LONG = new ModelSpec("small", 0, 5000, 30);

    @Test
    void shouldSendNoCallOfTheModelUntilRetryAfter() {
        FakeKafka kafka = new FakeKafka(10);
        asked(kafka, SampleRequests.request("q0", "p"));
        kafka.reply(new Reply.RateLimited("429", Duration.ofSeconds(30)));
        kafka.commit();
        asked(kafka, SampleRequests.request("q1", "p"), SampleRequests.request(OTHER, "q2", "p"));
        assertThat(questions(kafka)).containsExactly("q2");

        passed(kafka, Duration.ofSeconds(29));
        assertThat(questions(kafka)).containsExactly("q2");
        passed(kafka, Duration.ofSeconds(3));

        assertThat(questions(kafka)).containsExactly("q2", "q0", "q1");
        assertThat(kafka.statuses).isEmpty();
    }

    @Test
    void shouldLeaveTheSlotsOfCallsThatWaitForTheRateToOthers() {
        FakeKafka kafka = new FakeKafka(2);
        asked(kafka, SampleRequests.request("q0", "p"), SampleRequests.request("q1", "p"));
        for (int i = 0; i < 2; i++)
            kafka.reply(new Reply.RateLimited("429", Duration.ofSeconds(30)));
        kafka.commit();
        kafka.pass(Duration.ofSeconds(3));
        kafka.tick();
        assertThat(kafka.gauge("mtg.llm.request.oldest.seconds")).isEqualTo(3);

        asked(kafka, SampleRequests.request(OTHER, "q2", "p"));
        assertThat(questions(kafka)).containsExactly("q2");
        kafka.reply(OK);
        passed(kafka, Duration.ofSeconds(60));

        assertThat(questions(kafka)).containsExactly("q0", "q1");
    }

    @Test
    void shouldNotCountARefusedAttemptAsBilledAfterARestart() {
        FakeKafka kafka = new FakeKafka(10);
        LlmRequest one = SampleRequests.request("q0", "p");
        asked(kafka, one);
        for (int i = 0; i < 15; i++) {
            kafka.reply(new Reply.RateLimited("429", Duration.ofSeconds(1)));
            kafka.commit();
            assertThat(kafka.ledger.getLast()).isEqualTo(new LedgerEntry.Started(one.callKey(), 0));
            if (i % 2 == 0) kafka.crash();
            else passed(kafka, Duration.ofSeconds(2));
            kafka.commit();
        }
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.answers).singleElement().matches(answer -> answer.outcome() == Outcome.OK);
        assertThat(kafka.counted("mtg.llm.calls.repeated")).isZero();
    }

    @Test
    void shouldNotStarveALargeCallWithSmallOnes() {
        FakeKafka kafka = new FakeKafka(100, 100, new RateLimits(null, 60_000, 1));
        asked(
                kafka,
                SampleRequests.request("first", "p"),
                SampleRequests.request(LONG, "large", "p"));
        for (int i = 0; i < 90; i++) asked(kafka, SampleRequests.request("small" + i, "p"));

        passed(kafka, Duration.ofSeconds(2));

        assertThat(questions(kafka)).contains("large").endsWith("large");
        passed(kafka, Duration.ofSeconds(10));
        assertThat(questions(kafka)).contains("small0");
    }

    @Test
    void shouldDropThrottledCallsOfALostPartition() {
        FakeKafka kafka = new FakeKafka(1);
        asked(kafka, SampleRequests.request("q0", "p"));
        kafka.reply(new Reply.RateLimited("429", Duration.ofSeconds(1)));
        kafka.commit();
        kafka.release();
        kafka.assign();
        kafka.poll(kafka.committed);
        passed(kafka, Duration.ofSeconds(5));

        assertThat(questions(kafka)).containsExactly("q0");
    }

    private static void asked(FakeKafka kafka, LlmRequest... requests) {
        kafka.polled(requests);
        kafka.commit();
    }

    private static void passed(FakeKafka kafka, Duration time) {
        for (long passed = 0; passed < time.toMillis(); passed += 100) {
            kafka.pass(Duration.ofMillis(100));
            kafka.commit();
        }
    }

    private static List<String> questions(FakeKafka kafka) {
        return kafka.calls.stream()
                .map(flight -> flight.payer().request().messages().getFirst().content())
                .toList();
    }
}
