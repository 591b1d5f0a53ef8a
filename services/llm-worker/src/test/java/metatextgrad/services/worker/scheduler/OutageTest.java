package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Reply.TryAgain.Reach;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.modelclient.ReplyWithLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** FAULT 13: a server that only fails. */
@Tag("long")
final class OutageTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");
    private static final Reply FAILS = new Reply.TryAgain("503 overloaded", null, false);
    private static final Reply RESET = new Reply.TryAgain("reset", null, true);
    private static final ModelSpec OTHER = new ModelSpec("other", 0, 100, 30);

    private final FakeKafka kafka = new FakeKafka(10);

    @ParameterizedTest
    @CsvSource({
        "503 overloaded,SERVER,1",
        "503 overloaded,SERVER,1000",
        "refused,NO_CONNECTION,1000"
    })
    @DisplayName("FAULT 13: five minutes of failures lose no call and are reported once")
    void shouldLoseNoCallWhileAServerFails(String reason, Reach reach, int requests) {
        FakeKafka busy = new FakeKafka(256);
        Duration storm = Duration.ofMinutes(5);
        Reply failure = new Reply.TryAgain(reason, null, reach);
        Traffic traffic =
                new Traffic(
                        busy,
                        Duration.ofMillis(300),
                        (flight, now) -> ReplyWithLimits.of(now < storm.toNanos() ? failure : OK));

        traffic.run(storm, requests);
        int during = traffic.calls;
        traffic.run(Duration.ofMinutes(2), requests);

        assertThat(busy.answers).hasSize(requests).allMatch(one -> one.outcome() == Outcome.OK);
        assertThat(busy.statuses).containsExactly(reason, "usable");
        assertThat(busy.counted("mtg.llm.calls.repeated")).isZero();
        // The calls in flight when it began, and a probe every five seconds.
        assertThat(during).isLessThan(256 + 70);
    }

    @Test
    void shouldOpenAfterConsecutiveFailuresProbeAndClose() {
        asked(10);
        for (int i = 0; i < CircuitBreaker.FAILURES - 1; i++) replied(FAILS);
        assertThat(kafka.statuses).isEmpty();

        for (int i = 0; i < 6; i++) replied(FAILS);
        assertThat(kafka.statuses).containsExactly("503 overloaded");
        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.gauge("mtg.llm.circuits.open")).isEqualTo(1);

        for (int i = 0; i < 20; i++) {
            probed();
            replied(FAILS);
            assertThat(kafka.calls).isEmpty();
        }
        probed();
        replied(OK);
        kafka.commit();

        assertThat(kafka.statuses).containsExactly("503 overloaded", "usable");
        assertThat(kafka.gauge("mtg.llm.circuits.open")).isZero();
        assertThat(kafka.calls).hasSize(9);
    }

    @Test
    void shouldShowHowLongACallWaitsForAnOpenCircuit() {
        asked(10);
        for (int i = 0; i < 10; i++) replied(FAILS);
        kafka.tick();
        double before = kafka.gauge("mtg.llm.request.oldest.seconds");
        kafka.pass(Duration.ofSeconds(3));
        kafka.tick();
        assertThat(kafka.gauge("mtg.llm.request.oldest.seconds")).isEqualTo(before + 3);
    }

    @Test
    void shouldReopenWhenAllCallsFailAgain() {
        asked(10);
        for (int i = 0; i < 10; i++) replied(FAILS);
        probed();
        replied(OK);
        kafka.commit();
        for (int i = 0; i < CircuitBreaker.FAILURES; i++) replied(FAILS);

        assertThat(kafka.statuses).containsExactly("503 overloaded", "usable", "503 overloaded");
    }

    @Test
    void shouldNotOpenAfterSingleFailures() {
        asked(10);
        for (int i = 0; i < 5; i++) {
            replied(FAILS);
            replied(OK);
        }

        assertThat(kafka.statuses).isEmpty();
    }

    @Test
    void shouldNotHoldOtherModels() {
        asked(10);
        for (int i = 0; i < 10; i++) replied(FAILS);
        FakeKafka both = kafka;
        LlmRequest other = SampleRequests.request(OTHER, "q", "p");
        both.append(other);
        both.poll(10);
        both.commit();

        // Waiting calls have no slot, although all slots were used.
        assertThat(kafka.calls)
                .extracting(flight -> flight.payer().request().model().name())
                .containsExactly("other");
    }

    @Test
    void shouldUseNoBilledAttemptWhileTheCircuitIsOpen() {
        asked(10);
        for (int i = 0; i < 10; i++) replied(RESET);
        assertThat(kafka.statuses).containsExactly("reset");
        for (int i = 0; i < 3; i++) {
            probed();
            replied(FAILS);
        }
        probed();
        replied(OK);
        kafka.commit();
        assertThat(kafka.calls).hasSize(9);
        while (!kafka.calls.isEmpty()) replied(OK);

        assertThat(kafka.answers).hasSize(10).allMatch(one -> one.outcome() == Outcome.OK);
    }

    /** Calls of another model have the slots that these waited for. */
    @Test
    void shouldStartNoCallThatWaitedForASlotOnceTheCircuitIsOpenAgain() {
        asked(10);
        for (int i = 0; i < 10; i++) replied(FAILS);
        for (int i = 0; i < 10; i++)
            kafka.polled(SampleRequests.request(OTHER, "other" + i, "slot"));
        kafka.pass(WaitingCalls.PROBE);
        kafka.commit();
        assertThat(kafka.calls).hasSize(10);
        for (int i = 0; i < 1 + CircuitBreaker.FAILURES; i++) {
            replied(OK);
            kafka.commit();
            // The first model has the slot.
            kafka.calls.addFirst(kafka.calls.removeLast());
            replied(i == 0 ? OK : FAILS);
            kafka.commit();
        }
        assertThat(kafka.statuses).containsExactly("503 overloaded", "usable", "503 overloaded");

        kafka.calls.removeIf(call -> !call.model().equals(OTHER.key()));
        while (!kafka.calls.isEmpty()) {
            replied(OK);
            kafka.commit();
            assertThat(kafka.calls)
                    .allSatisfy(call -> assertThat(call.model()).isEqualTo(OTHER.key()));
        }
        assertThat(kafka.answers).hasSize(10 + 1);
        probed();
    }

    @Test
    void shouldCloseTheCircuitWhenItsPartitionsAreLost() {
        asked(10);
        for (int i = 0; i < 10; i++) replied(FAILS);

        kafka.crash();
        kafka.commit();

        assertThat(kafka.calls).hasSize(10);
    }

    /** A content filter of the network, or a text that makes the server fail. */
    @ParameterizedTest
    @MethodSource("refusals")
    void shouldEndACallThatAServerRefusesWhileItServesOthers(Reply.NoAnswer refusal) {
        FakeKafka busy = new FakeKafka(10);
        Traffic traffic = refusingTheFirst(busy, refusal);

        traffic.run(Duration.ofMinutes(3));

        assertThat(busy.answers).hasSizeGreaterThan(100);
        assertThat(busy.answers).filteredOn(one -> one.outcome() != Outcome.OK).hasSize(1);
        assertThat(failures(busy)).containsExactly(new Failure.Infrastructure(refusal.reason()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldEndItLaterWhereNothingElseIsSent(Reply.NoAnswer refusal) {
        FakeKafka busy = new FakeKafka(10);
        Traffic traffic = refusingTheFirst(busy, refusal);

        traffic.run(OwnFailures.LONG.minusMinutes(1), 20);
        assertThat(busy.answers).hasSize(19).allMatch(one -> one.outcome() == Outcome.OK);
        traffic.run(Duration.ofMinutes(2), 20);

        assertThat(failures(busy)).containsExactly(new Failure.Infrastructure(refusal.reason()));
    }

    /** Ten of the calls that were in flight when the quota ended had their answers yet. */
    @Test
    @DisplayName("FAULT 13: calls in flight at the begin of a long outage are not lost")
    void shouldLoseNoCallThatWasUnderWayWhenALongOutageBegan() {
        FakeKafka busy = new FakeKafka(40);
        Duration outage = OwnFailures.LONG.plusMinutes(10);
        long end = busy.nanos() + outage.toNanos();
        Traffic traffic =
                new Traffic(
                        busy,
                        Duration.ofMillis(300),
                        (call, now) ->
                                ReplyWithLimits.of(
                                        call.payer().offset() < 10 || busy.nanos() > end
                                                ? OK
                                                : new Reply.Unavailable("insufficient_quota")));

        traffic.run(outage.plusMinutes(10), 40);

        assertThat(busy.answers).hasSize(40).allMatch(one -> one.outcome() == Outcome.OK);
    }

    static List<Reply.NoAnswer> refusals() {
        return List.of(
                new Reply.TryAgain("500 cannot parse", null, false), new Reply.Unavailable("403"));
    }

    private static Traffic refusingTheFirst(FakeKafka kafka, Reply refusal) {
        return new Traffic(
                kafka,
                Duration.ofMillis(300),
                (call, now) -> ReplyWithLimits.of(call.payer().offset() == 0 ? refusal : OK));
    }

    private static List<Failure> failures(FakeKafka kafka) {
        return kafka.answers.stream().map(LlmResponse::failure).filter(Objects::nonNull).toList();
    }

    private void asked(int count) {
        kafka.polled(count);
        kafka.commit();
        assertThat(kafka.calls).hasSize(count);
    }

    private void replied(Reply reply) {
        kafka.reply(reply);
        kafka.commit();
    }

    private void probed() {
        kafka.pass(WaitingCalls.PROBE);
        kafka.commit();
        assertThat(kafka.calls).hasSize(1);
    }
}
