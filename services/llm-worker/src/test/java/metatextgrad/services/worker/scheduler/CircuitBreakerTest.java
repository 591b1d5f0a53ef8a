package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Reply.TryAgain.Reach;
import metatextgrad.llm.Usage;
import metatextgrad.model.project.ModelSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FAULT 12 and 15, without a broker: calls without an answer. */
final class CircuitBreakerTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");
    private static final Reply DOWN = new Reply.Unavailable("401");
    private static final Reply UNKNOWN = new Reply.NoSuchModel("404 no such model");
    private static final Reply BUSY = new Reply.TryAgain("429", null, false);
    private static final Reply UNREACHABLE =
            new Reply.TryAgain("no connection: refused", null, Reach.NO_CONNECTION);
    private static final Reply RESET = new Reply.TryAgain("reset", null, true);
    private static final LlmRequest ONE = SampleRequests.request("2+2?", "slot-1");
    private static final LlmRequest OTHER = SampleRequests.request("3+3?", "slot-1");

    private final FakeKafka kafka = new FakeKafka(10);

    @Test
    @DisplayName("FAULT 12: a key that is refused for long fails no request, and is reported once")
    void shouldFailNoRequestDuringAnOutageAndResumeByItself() {
        kafka.polled(ONE, OTHER);
        kafka.commit();
        kafka.reply(DOWN);
        kafka.reply(DOWN);
        kafka.commit();
        kafka.polled(SampleRequests.request("later", "slot-1"));
        kafka.commit();
        assertThat(kafka.calls).isEmpty();

        for (int i = 0; i < 20; i++) {
            kafka.fireTimers();
            kafka.commit();
            assertThat(kafka.calls).hasSizeBetween(1, 2);
            while (!kafka.calls.isEmpty()) kafka.reply(i % 2 == 0 ? DOWN : BUSY);
            kafka.commit();
        }
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.statuses).containsExactly("every model: 401", "usable");
        assertThat(kafka.calls).hasSize(2);
        kafka.reply(OK);
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.OK));
    }

    /** A server may refuse the requests of one project, and serve all others. */
    @Test
    void shouldCloseAlthoughOneCallIsAlwaysRefused() {
        kafka.polled(ONE);
        kafka.commit();
        kafka.reply(DOWN);
        kafka.commit();
        kafka.polled(OTHER, SampleRequests.request("other", "4+4?", "slot-1"));
        kafka.commit();
        assertThat(kafka.calls).isEmpty();

        kafka.fireTimers();
        kafka.commit();
        assertThat(kafka.calls).hasSize(2);
        kafka.reply(DOWN);
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.statuses).containsExactly("every model: 401", "usable");
        kafka.reply(OK);
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.answers).hasSize(3);
    }

    /** An address may serve some models, and send others elsewhere. */
    @Test
    void shouldHoldOnlyCallsOfTheRefusedModel() {
        kafka.polled(misspelt("2+2?"), misspelt("3+3?"));
        kafka.commit();
        kafka.reply(DOWN);
        kafka.reply(DOWN);
        kafka.commit();
        kafka.polled(
                SampleRequests.request("other", "4+4?", "slot-1"),
                SampleRequests.request("other", "5+5?", "slot-1"));
        kafka.commit();
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(DOWN);
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.calls).hasSize(1);
        kafka.reply(OK);
        kafka.commit();

        for (int i = 0; i < 10; i++) {
            kafka.polled(SampleRequests.request("other", i + "?", "slot-2"));
            kafka.fireTimers();
            kafka.commit();
            assertThat(kafka.calls)
                    .extracting(flight -> flight.payer().request().model().name())
                    .containsExactlyInAnyOrder("smal", "small");
            while (!kafka.calls.isEmpty())
                kafka.reply(
                        kafka.calls.peek().payer().request().model().name().equals("smal")
                                ? DOWN
                                : OK);
            kafka.commit();
        }
        assertThat(kafka.statuses).containsExactly("every model: 401", "model smal: 401");
        assertThat(kafka.answers).hasSize(12);

        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.statuses).containsExactly("every model: 401", "model smal: 401", "usable");
        assertThat(kafka.answers).hasSize(14);
    }

    /** Many calls of one project are refused: only other projects may show whether all are. */
    @Test
    void shouldProbeWithAnotherProjectBesideManyParkedCalls() {
        kafka.polled(10);
        kafka.commit();
        for (int i = 0; i < 10; i++) kafka.reply(DOWN);
        kafka.polled(ONE, SampleRequests.request("other", "4+4?", "slot-1"));
        kafka.commit();

        kafka.fireTimers();
        kafka.commit();

        assertThat(kafka.calls)
                .extracting(flight -> flight.project().value())
                .containsExactly("demo", "other");
        kafka.reply(DOWN);
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.statuses).containsExactly("every model: 401", "usable");
    }

    @Test
    void shouldReportAnUnreachableServerOnceAndItsRecoveryOnce() {
        kafka.polled(ONE, OTHER);
        kafka.commit();
        kafka.reply(UNREACHABLE);
        kafka.reply(RESET);
        kafka.commit();
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(UNREACHABLE);
        kafka.commit();
        assertThat(kafka.statuses).containsExactly("no connection: refused");

        kafka.reply(OK);
        kafka.commit();
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.statuses).containsExactly("no connection: refused", "usable");
        assertThat(kafka.answers).hasSize(2).allMatch(one -> one.outcome() == Outcome.OK);
    }

    @Test
    void shouldIgnoreTheTextOfErrors() {
        kafka.polled(ONE);
        kafka.commit();
        kafka.reply(new Reply.TryAgain("no connection: from the proxy", null, false));
        kafka.commit();
        assertThat(kafka.statuses).isEmpty();
    }

    @Test
    void shouldHoldOnlyCallsOfAnUnknownModel() {
        LlmRequest misspelt = misspelt("2+2?");
        kafka.polled(misspelt);
        kafka.commit();
        kafka.reply(UNKNOWN);
        kafka.commit();

        kafka.polled(misspelt("3+3?"), ONE);
        kafka.commit();
        assertThat(kafka.calls).hasSize(1);
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.answers)
                .extracting(LlmResponse::requestId)
                .containsExactly(ONE.requestId());
        assertThat(kafka.statuses).containsExactly("model smal: 404 no such model");

        kafka.fireTimers();
        kafka.commit();
        kafka.reply(UNKNOWN);
        kafka.commit();
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.statuses).containsExactly("model smal: 404 no such model", "usable");
        assertThat(kafka.answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.OK));
    }

    @Test
    void shouldNotCountCallsOfAnOutageAsBilledAfterARestart() {
        for (int i = 0; i < 5; i++) {
            if (i == 0) kafka.polled(ONE);
            kafka.commit();
            kafka.reply(DOWN);
            kafka.commit();
            kafka.crash();
        }
        kafka.commit();

        assertThat(kafka.calls).hasSize(1);
        assertThat(kafka.counted("mtg.llm.calls.repeated")).isZero();
    }

    @Test
    @DisplayName("FAULT 15: a call that timed out is made once more, and counted")
    void shouldCountARepeatedTimeoutOnceDespiteUnbilledRetries() {
        kafka.polled(ONE);
        kafka.commit();
        kafka.reply(new Reply.TimedOut("no answer in time"));
        for (int i = 0; i < 3; i++) {
            kafka.fireTimers();
            kafka.commit();
            kafka.reply(BUSY);
            kafka.commit();
        }
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.answers).extracting(LlmResponse::outcome).containsExactly(Outcome.OK);
        assertThat(kafka.counted("mtg.llm.calls.repeated")).isEqualTo(1);
    }

    @Test
    void shouldCountNoUnbilledAttempt() {
        kafka.polled(ONE);
        for (int i = 0; i < 3; i++) {
            kafka.commit();
            kafka.reply(i == 1 ? DOWN : BUSY);
            kafka.commit();
            kafka.fireTimers();
        }
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.answers).extracting(LlmResponse::outcome).containsExactly(Outcome.OK);
        assertThat(kafka.counted("mtg.llm.calls.repeated")).isZero();
    }

    private static LlmRequest misspelt(String question) {
        return SampleRequests.request(new ModelSpec("smal", 0, 100, 30), question, "slot-9");
    }
}
