package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.modelclient.ReplyWithLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FAULT 4 to 7, 16, 20, 26, 27, 39, without a broker. */
final class RequestLifecycleTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");
    private static final Usage TIMED = new Usage(3, 1).in(FakeKafka.TOOK);
    private static final Reply BUSY = new Reply.TryAgain("429", null, false);
    private static final Reply RESET = new Reply.TryAgain("reset", null, true);
    private static final LlmRequest ONE = SampleRequests.request("2+2?", "slot-1");
    private static final LlmRequest TWO = SampleRequests.request("2+2?", "slot-2");

    private final FakeKafka kafka = new FakeKafka(10);

    @Test
    void shouldCallOnlyAfterItsStartedIsCommitted() {
        kafka.polled(ONE);

        assertThat(kafka.calls).isEmpty();
        kafka.commit();
        assertThat(kafka.calls).hasSize(1);
        assertThat(kafka.ledger).containsExactly(new LedgerEntry.Started(ONE.callKey(), 1));
    }

    @Test
    @DisplayName("FAULT 20: the same request twice and another of equal content: one call")
    void shouldAnswerAllRequestsOfACallInOneTransaction() {
        kafka.polled(ONE, ONE, TWO);
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.answers)
                .extracting(LlmResponse::requestId, LlmResponse::billed)
                .containsExactly(tuple(ONE.requestId(), true), tuple(TWO.requestId(), false));
        assertThat(kafka.committed).isEqualTo(3);
    }

    @Test
    void shouldReadARecordedAnswerForALaterRequest() {
        bought(ONE);

        kafka.polled(TWO, ONE);
        kafka.lookUp();
        kafka.lookUp();
        kafka.commit();

        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.answers.getLast())
                .isEqualTo(LlmResponse.ok(ONE, new Reply.Answered("4", TIMED, "m")).copyFor(TWO));
        assertThat(kafka.answers).hasSize(2);
        assertThat(kafka.committed).isEqualTo(3);
    }

    /** A row has 48 bytes, and the table doubles when it is nearly full. */
    @Test
    void shouldShowTheHeapOfTheLedgersItOwns() {
        FakeKafka many = new FakeKafka(100);
        many.load();
        many.tick();
        assertThat(many.gauge("mtg.llm.ledger.bytes")).isEqualTo(64 * 48);

        many.polled(60);
        many.commit();
        many.tick();
        assertThat(many.gauge("mtg.llm.ledger.bytes")).isEqualTo(128 * 48);

        many.release();
        many.tick();
        assertThat(many.gauge("mtg.llm.ledger.bytes")).isZero();
    }

    @Test
    void shouldRecordHowLongTheCallTookOnce() {
        kafka.polled(ONE);
        kafka.commit();
        kafka.finished(kafka.calls.removeFirst(), ReplyWithLimits.of(OK), Duration.ofMillis(1_234));
        kafka.commit();
        kafka.polled(TWO);
        kafka.lookUp();
        kafka.commit();

        assertThat(kafka.answers)
                .extracting(LlmResponse::requestId, answer -> answer.usage().millis())
                .containsExactly(tuple(ONE.requestId(), 1_234L), tuple(TWO.requestId(), 1_234L));
        assertThat(kafka.answers)
                .extracting(answer -> answer.cost().of(ONE.role()).millis())
                .containsExactly(1_234L, 1_234L);
        assertThat(kafka.ledger)
                .filteredOn(LedgerEntry.Done.class::isInstance)
                .extracting(row -> ((LedgerEntry.Done) row).usage().millis())
                .containsExactly(1_234L);
    }

    @Test
    void shouldRecordNoTimeOfACallWithoutAReply() {
        kafka.polled(ONE);
        kafka.commit();
        Reply refused = new Reply.Refused(new Failure.Content("too long"));
        kafka.finished(
                kafka.calls.removeFirst(), ReplyWithLimits.of(refused), Duration.ofMillis(1_234));
        kafka.commit();
        assertThat(kafka.answers).extracting(LlmResponse::usage).containsExactly(Usage.NONE);
    }

    @Test
    @DisplayName("FAULT 39: an expired answer: EXPIRED once, a call for a new request")
    void shouldExpireAKnownRequestOnceAndCallForANewOne() {
        bought(ONE);
        kafka.expire(1);

        kafka.polled(ONE);
        kafka.lookUp();
        kafka.commit();
        kafka.polled(ONE, TWO);
        kafka.lookUp();
        kafka.lookUp();
        kafka.commit();

        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome)
                .containsExactly(Outcome.OK, Outcome.EXPIRED);
        assertThat(kafka.calls).hasSize(1);
    }

    @Test
    @DisplayName("FAULT 16: an unusable answer ends only its own request")
    void shouldCallAgainForRequestsThatWaitedForAFailedCall() {
        kafka.polled(ONE, TWO);
        kafka.commit();
        kafka.reply(new Reply.Unusable(new Failure.Content("empty"), Usage.NONE));
        kafka.commit();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.answers)
                .extracting(LlmResponse::requestId, LlmResponse::outcome, LlmResponse::billed)
                .containsExactly(
                        tuple(ONE.requestId(), Outcome.INVALID, true),
                        tuple(TWO.requestId(), Outcome.OK, true));
        kafka.polled(ONE);
        assertThat(kafka.lookUps).hasSize(1);
    }

    @Test
    void shouldWriteARowForEachPossiblyBilledAttemptAndRevertTheOthers() {
        kafka.polled(ONE);
        kafka.commit();
        kafka.reply(BUSY);
        kafka.commit();
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(RESET);
        kafka.fireTimers();
        kafka.commit();

        assertThat(kafka.ledger)
                .containsExactly(
                        new LedgerEntry.Started(ONE.callKey(), 1),
                        new LedgerEntry.Started(ONE.callKey(), 0),
                        new LedgerEntry.Started(ONE.callKey(), 1),
                        new LedgerEntry.Started(ONE.callKey(), 2));
        assertThat(kafka.counted("mtg.llm.calls.repeated")).isEqualTo(1);
        kafka.reply(RESET);
        kafka.commit();
        assertThat(kafka.answers.getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(kafka.counted("mtg.llm.in.doubt")).isEqualTo(2);
        assertThat(kafka.ledger.getLast())
                .isInstanceOfSatisfying(
                        LedgerEntry.Done.class, done -> assertThat(done.inDoubt()).isEqualTo(2));
    }

    @Test
    @DisplayName("FAULT 4, 5, 6: a call in doubt after a crash is repeated once, and counted")
    void shouldRepeatACallInDoubtOnceAndThenGiveUp() {
        kafka.polled(ONE);
        kafka.commit();

        kafka.crash();
        kafka.commit();
        assertThat(kafka.ledger.getLast()).isEqualTo(new LedgerEntry.Started(ONE.callKey(), 2));
        kafka.crash();
        kafka.commit();

        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.answers.getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(kafka.answers.getFirst().failure())
                .isEqualTo(
                        new Failure.Infrastructure(
                                "the call was sent twice, and the worker stopped before recording the"
                                        + " answer both times"));
        assertThat(kafka.counted("mtg.llm.calls.repeated")).isEqualTo(1);
        assertThat(kafka.counted("mtg.llm.in.doubt")).isEqualTo(2);
        assertThat(kafka.ledger.getLast())
                .isInstanceOfSatisfying(
                        LedgerEntry.Done.class, done -> assertThat(done.inDoubt()).isEqualTo(2));
    }

    @Test
    @DisplayName("FAULT 27: results of a lost partition are dropped")
    void shouldDropResultsOfALostPartition() {
        kafka.polled(ONE);
        kafka.commit();
        kafka.reply(OK);

        kafka.release();
        kafka.commit();
        kafka.assign();
        kafka.commit();

        assertThat(kafka.answers).isEmpty();
    }

    @Test
    @DisplayName("FAULT 26, 27: a reply from an earlier assignment is dropped")
    void shouldDropAReplyFromAnEarlierAssignment() {
        kafka.polled(ONE);
        kafka.commit();
        kafka.release();
        kafka.assign();
        kafka.poll(kafka.committed);
        kafka.commit();
        assertThat(kafka.calls).hasSize(2);

        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.answers).isEmpty();
        kafka.reply(OK);
        kafka.commit();

        assertThat(kafka.answers).hasSize(1);
    }

    @Test
    void shouldStartNoCallsForARevokedPartition() {
        kafka.polled(ONE);
        kafka.revoke();
        kafka.commit();
        kafka.commit();

        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.ledger.getLast()).isEqualTo(new LedgerEntry.Started(ONE.callKey(), 0));
        assertThat(kafka.scheduler.awaitQuiet(FakeKafka.PARTITIONS, Duration.ZERO)).isTrue();
    }

    @Test
    void shouldPausePollingAtTheLimit() {
        for (int i = 0; i < 20; i++) kafka.append(SampleRequests.request("q" + i, "p"));
        kafka.poll(0);
        kafka.commit();

        assertThat(kafka.calls).hasSize(10);
        assertThat(kafka.polls()).isFalse();
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.polls()).isTrue();
        kafka.commit();
        assertThat(kafka.calls).hasSize(10);
    }

    @Test
    void shouldServeASmallProjectWhileALargeOneWaits() {
        FakeKafka shared = new FakeKafka(500);
        for (int i = 0; i < 900; i++) shared.append(SampleRequests.request("large", "q" + i, "p"));
        shared.poll(0);
        shared.commit();
        assertThat(shared.polls()).isTrue();
        for (int i = 0; i < 10; i++) shared.append(SampleRequests.request("small", "q" + i, "p"));
        shared.poll(900);
        assertThat(projects(shared)).containsOnly(entry("large", 500L));

        for (int i = 0; i < 20; i++) {
            shared.reply(OK);
            shared.commit();
        }
        shared.commit();

        assertThat(projects(shared)).containsOnly(entry("large", 490L), entry("small", 10L));
    }

    @Test
    void shouldKeepSlotsFreeBeyondTheLimitOfAProject() {
        FakeKafka shared = new FakeKafka(500, 480);
        for (int i = 0; i < 900; i++) shared.append(SampleRequests.request("large", "q" + i, "p"));
        shared.poll(0);
        shared.commit();

        for (int i = 0; i < 10; i++) shared.append(SampleRequests.request("small", "q" + i, "p"));
        shared.poll(900);
        shared.commit();

        assertThat(projects(shared)).containsOnly(entry("large", 480L), entry("small", 10L));
    }

    @Test
    void shouldReleaseTheSlotsOfALostPartition() {
        FakeKafka shared = new FakeKafka(4, 2);
        for (int i = 0; i < 3; i++) shared.append(SampleRequests.request("q" + i, "p"));
        shared.poll(0);
        shared.commit();
        shared.reply(OK);
        shared.commit();

        shared.release();
        shared.assign();
        shared.calls.clear();
        shared.poll(shared.committed);
        shared.commit();

        assertThat(shared.calls).hasSize(2);
    }

    private static Map<String, Long> projects(FakeKafka shared) {
        return shared.calls.stream()
                .collect(
                        Collectors.groupingBy(
                                flight -> flight.project().value(), Collectors.counting()));
    }

    private void bought(LlmRequest request) {
        kafka.polled(request);
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();
    }
}
