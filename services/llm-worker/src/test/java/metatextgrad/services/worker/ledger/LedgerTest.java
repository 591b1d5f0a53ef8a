package metatextgrad.services.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LedgerEntry.Done;
import metatextgrad.llm.LedgerEntry.RequestAnswered;
import metatextgrad.llm.LedgerEntry.Started;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.ContentHash;
import metatextgrad.services.worker.ledger.Ledger.Action;
import metatextgrad.services.worker.scheduler.SampleRequests;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of RELIABILITY §2.4. */
final class LedgerTest {
    private static final LlmRequest FIRST = SampleRequests.request("2+2?", "slot-1");
    private static final LlmRequest SECOND = SampleRequests.request("2+2?", "slot-2");
    private static final CallKey CALL = FIRST.callKey();
    private static final AnswerPosition THERE = new AnswerPosition(Requester.CANDIDATE, 3, 70);
    private static final AnswerPosition ELSEWHERE =
            new AnswerPosition(Requester.META, 11, 1L << 41);

    private static Done done(Outcome outcome) {
        return new Done(CALL, outcome, Usage.NONE, THERE, FIRST.requestId(), 1, 0);
    }

    static Stream<Arguments> table() {
        RequestAnswered firstFailed =
                new RequestAnswered(FIRST.requestId(), Outcome.INVALID, THERE);
        return Stream.of(
                row("unknown", List.of(), false, FIRST, new Action.MakeCall(1, null)),
                row("never reached", List.of(new Started(CALL, 0)), false, FIRST, buy(1)),
                row("in flight", List.of(new Started(CALL, 1)), true, SECOND, new Action.Join()),
                row(
                        "OK, new request",
                        List.of(done(Outcome.OK)),
                        false,
                        SECOND,
                        new Action.Copy(THERE)),
                row(
                        "OK, its request",
                        List.of(done(Outcome.OK)),
                        false,
                        FIRST,
                        new Action.AlreadyAnswered(THERE)),
                row(
                        "not OK, new request",
                        List.of(done(Outcome.INVALID)),
                        false,
                        SECOND,
                        new Action.MakeCall(1, firstFailed)),
                row(
                        "not OK, its request",
                        List.of(done(Outcome.TIMEOUT)),
                        false,
                        FIRST,
                        new Action.AlreadyAnswered(THERE)),
                row(
                        "not OK, its request, called again by another",
                        List.of(done(Outcome.INVALID), firstFailed, new Started(CALL, 1)),
                        true,
                        FIRST,
                        new Action.AlreadyAnswered(THERE)),
                row(
                        "further ask known",
                        List.of(
                                done(Outcome.OK),
                                new RequestAnswered(SECOND.requestId(), Outcome.OK, ELSEWHERE)),
                        false,
                        SECOND,
                        new Action.AlreadyAnswered(ELSEWHERE)),
                row("in doubt, once", List.of(new Started(CALL, 1)), false, FIRST, buy(2)),
                row("in doubt, another ask", List.of(new Started(CALL, 1)), false, SECOND, buy(2)),
                row(
                        "in doubt, twice",
                        List.of(new Started(CALL, 2)),
                        false,
                        FIRST,
                        new Action.GiveUp(2)));
    }

    private static Action buy(int attempts) {
        return new Action.MakeCall(attempts, null);
    }

    private static Arguments row(
            String name, List<LedgerEntry> rows, boolean running, LlmRequest ask, Action action) {
        return Arguments.of(name, rows, running, ask, action);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void shouldChooseTheAction(
            String name, List<LedgerEntry> rows, boolean running, LlmRequest ask, Action action) {
        Ledger ledger = new Ledger(2);
        rows.forEach(ledger::apply);

        assertThat(ledger.actionFor(ask, running)).isEqualTo(action);
    }

    @Test
    void shouldRepeatUnusableAnswersForAFork() {
        Ledger ledger = new Ledger(2);
        ledger.apply(done(Outcome.INVALID));
        LlmRequest fork = SampleRequests.ofRun(SECOND.run().fork("x"), "2+2?", "slot-2");

        assertThat(ledger.actionFor(fork, false)).isEqualTo(new Action.Copy(THERE));

        Ledger failed = new Ledger(2);
        failed.apply(done(Outcome.FAILED));
        assertThat(failed.actionFor(fork, false)).isInstanceOf(Action.MakeCall.class);
    }

    @Test
    void shouldCallAgainForAnExpiredAnswerAndKeepTheFirstRequestKnown() {
        Ledger ledger = new Ledger(2);
        ledger.apply(done(Outcome.OK));

        Action action = ledger.actionForExpired(SECOND, false);

        assertThat(action)
                .isEqualTo(
                        new Action.MakeCall(
                                1, new RequestAnswered(FIRST.requestId(), Outcome.OK, THERE)));
        assertThat(ledger.actionForExpired(SECOND, true)).isEqualTo(new Action.Join());
    }

    @Test
    void shouldRejectMalformedIds() {
        assertThatThrownBy(() -> Base32.of("short")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Base32.of("A".repeat(26)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldRestoreIds(@ForAll String content) {
        String id = ContentHash.of(content);

        assertThat(Base32.of(id).text()).isEqualTo(id);
    }

    @Test
    void shouldKeepManyRowsInLittleMemory() {
        int rows = 200_000;
        List<RequestAnswered> asked = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            RequestId ask = new RequestId(ContentHash.of("ask", i));
            asked.add(
                    new RequestAnswered(
                            ask, Outcome.OK, new AnswerPosition(Requester.LOSS, i % 12, i * 3L)));
        }
        Ledger ledger = new Ledger(2);
        asked.forEach(ledger::apply);

        assertThat(ledger.size()).isEqualTo(rows);
        assertThat(ledger.bytes() / rows).isLessThan(128);
        for (RequestAnswered row : asked) {
            assertThat(ledger.ended(CALL, row.requestId(), Outcome.OK)).isTrue();
        }
    }
}
