package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Limits.Exceeded.Unit;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Spend;
import metatextgrad.services.worker.rates.RateLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FAULT 40, without a broker: spent and reserved amounts. */
final class SpendRecorderTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(30, 10), "small");
    private static final RunId RUN = new RunId("run");
    private static final int PARTITION = FakeKafka.PARTITION;

    private FakeKafka kafka = new FakeKafka(10);

    @Test
    void shouldCountCallsInDoubtAfterACrashAsSpent() {
        kafka.polled(2);
        kafka.commit();
        BudgetSpend before = kafka.spends.getLast();
        assertThat(before.whole()).isEqualTo(Spend.NONE);
        assertThat(before.reserved().calls()).isEqualTo(2);
        kafka.control(SampleBudgets.calls(1, 2));
        kafka.crash();
        kafka.finish(OK);

        // Both may have been billed, so the budget does not allow repeating them.
        assertThat(kafka.billed).isZero();
        kafka.control(SampleBudgets.calls(2, 4));
        recalled();
        assertThat(kafka.billed).isEqualTo(2);
        assertThat(spent().calls()).isEqualTo(4);
        assertThat(kafka.spends.getLast().reserved()).isEqualTo(Spend.NONE);
    }

    @Test
    void shouldAddSpendAndReservationsOfOtherWorkers() {
        kafka.control(SampleBudgets.calls(1, 10));
        kafka.control(SampleBudgets.elsewhere(1, 6, 2));
        kafka.polled(4);
        kafka.commit();
        assertThat(kafka.calls).hasSize(2);

        kafka.control(SampleBudgets.elsewhere(2, 8, 0));
        kafka.finish(OK);
        assertThat(kafka.billed).isEqualTo(2);
        assertThat(parkedRows()).isEqualTo(2);
    }

    @Test
    void shouldCountMoneyByThePriceTableAndNothingWithoutAPrice() {
        Map<String, Price> prices = Map.of("small", new Price(150_000, 600_000));
        kafka =
                new FakeKafka(
                        10,
                        10,
                        RateLimits.UNKNOWN,
                        new Prices(LocalDate.of(2026, 1, 1), new TreeMap<>(prices)));
        kafka.control(
                new BudgetLimits(
                        "demo", new Limits(null, null, 100L), Limits.NONE, false, new Serial(1)));
        kafka.polled(5);
        kafka.finish(OK);

        // One call: 30 tokens of .15 and 10 of .60 dollars a million are 10.5 millionths.
        assertThat(kafka.billed).isEqualTo(4);
        assertThat(spent()).isEqualTo(new Spend(4, 160, 44));
        assertThat(kafka.commands)
                .containsExactly(
                        new RunBudgetExhausted(
                                RUN,
                                PARTITION,
                                SampleBudgets.spent("demo", Unit.MICROS, 44, 100, false)));
        assertThat(kafka.counted("mtg.cost.usd")).isEqualTo(44e-6);
    }

    @Test
    void shouldEndRequestsOverTheBudgetOfTheirRunWithoutAffectingOthers() {
        kafka.control(SampleRuns.withTokens(200));
        kafka.polled(3);
        kafka.finish(OK);

        // Each uses 40 tokens and may use 104: after three, the budget allows no other.
        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome, LlmResponse::billed)
                .containsExactlyInAnyOrder(
                        tuple(Outcome.OK, true), tuple(Outcome.OK, true), tuple(Outcome.OK, true));
        kafka.append(SampleRequests.request("q9", "slot"));
        kafka.poll(3);
        kafka.finish(OK);
        assertThat(kafka.answers.getLast().outcome()).isEqualTo(Outcome.BUDGET);
        assertThat(kafka.answers.getLast().billed()).isFalse();
        assertThat(kafka.answers.getLast().failure())
                .isEqualTo(
                        new Failure.Budget(
                                "the run has spent 120 of 200 tokens of its own budget"));
        assertThat(kafka.commands).isEmpty();
        assertThat(kafka.spends)
                .filteredOn(row -> !row.ofProject())
                .last()
                .satisfies(
                        row -> {
                            assertThat(row.budget()).isEqualTo("run:run");
                            assertThat(row.whole()).isEqualTo(new Spend(3, 120, 0, 120));
                            assertThat(row.reserved()).isEqualTo(Spend.NONE);
                        });
        kafka.crash();
        kafka.poll(0);
        kafka.finish(OK);
        assertThat(kafka.answers).hasSize(4);
    }

    @Test
    void shouldCountEveryAttemptThatMayHaveBeenBilled() {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.TimedOut("no answer in time"));
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        // The prompt "q0" has 4 tokens, and its answer 100.
        assertThat(spent()).isEqualTo(new Spend(2, 1, 0, 144, 0, 0, 144));
    }

    /** As a crash would, and a timeout does. */
    @Test
    void shouldCountTheLastAttemptThatMayHaveBeenBilled() {
        Reply broken = new Reply.TryAgain("connection broke", null, true);
        kafka.polled(1);
        kafka.commit();
        kafka.reply(broken);
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(broken);
        kafka.commit();

        assertThat(kafka.answers).extracting(LlmResponse::outcome).containsExactly(Outcome.FAILED);
        assertThat(spent()).isEqualTo(new Spend(2, 2, 0, 208, 0, 0, 208));
    }

    @Test
    @DisplayName("DEFECT 10: refused, in doubt and billed are three figures, in spend and answers")
    void defect10ShouldCountRefusedAndDoubtfulCallsApart() {
        kafka.polled(3);
        kafka.commit();
        kafka.reply(new Reply.Refused(new Failure.Infrastructure("400")));
        kafka.reply(OK);
        kafka.reply(new Reply.TimedOut("no answer in time"));
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(new Reply.TimedOut("no answer in time"));
        kafka.commit();

        // One billed with 40 tokens, one refused, and two attempts of at most 104 in doubt.
        assertThat(spent()).isEqualTo(new Spend(3, 2, 1, 248, 0, 0, 248));
        assertThat(spent().billed()).isEqualTo(1);
        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome, LlmResponse::billing)
                .containsExactlyInAnyOrder(
                        tuple(Outcome.FAILED, Billing.REFUSED),
                        tuple(Outcome.OK, Billing.BILLED),
                        tuple(Outcome.TIMEOUT, Billing.IN_DOUBT));
    }

    @Test
    @DisplayName("DEFECT 11: the estimate is charged, not the reservation")
    void defect11ShouldChargeTheEstimateIfTheServerReportsNoTokens() {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.Answered("4", Usage.estimate(5, 1), "small"));
        kafka.commit();

        assertThat(spent()).isEqualTo(new Spend(1, 0, 0, 6, 6, 0, 6));
        assertThat(kafka.ledger)
                .last()
                .isInstanceOfSatisfying(
                        LedgerEntry.Done.class,
                        done ->
                                assertThat(done.usage())
                                        .isEqualTo(Usage.estimate(5, 1).in(FakeKafka.TOOK)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, 2_000_000_000_000L})
    void shouldCountReservedTokensIfTheServerReportsInvalidOnes(long tokens) {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.Answered("4", new Usage(tokens, tokens), "small"));
        kafka.commit();

        assertThat(kafka.answers).extracting(LlmResponse::outcome).containsExactly(Outcome.OK);
        assertThat(spent()).isEqualTo(new Spend(1, 104, 0, 104));
    }

    /** The next owner counts reservations as spent: no more than may have been billed. */
    @Test
    void shouldRecordNoReservationForAnUnbilledAttempt() {
        kafka.polled(1);
        kafka.commit();
        assertThat(kafka.spends.getLast().reserved().calls()).isEqualTo(1);
        kafka.reply(new Reply.TryAgain("429", null, false));
        kafka.commit();
        assertThat(kafka.spends.getLast().reserved()).isEqualTo(Spend.NONE);

        kafka.crash();
        kafka.finish(OK);

        assertThat(kafka.billed).isEqualTo(1);
        assertThat(spent().calls()).isEqualTo(1);
    }

    @Test
    void shouldRecordAReservationForEveryPossiblyBilledAttempt() {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.TimedOut("no answer in time"));
        kafka.fireTimers();
        kafka.commit();
        assertThat(kafka.spends.getLast().reserved().calls()).isEqualTo(2);

        kafka.crash();
        kafka.finish(OK);

        assertThat(kafka.billed).isZero();
        assertThat(spent().calls()).isEqualTo(2);
    }

    @Test
    void shouldDropReservationsOfALostPartition() {
        kafka.control(SampleBudgets.calls(1, 4));
        kafka.polled(2);
        kafka.commit();
        kafka.calls.clear();
        kafka.release();
        kafka.assign();
        kafka.poll(0);
        kafka.commit();

        // The calls in flight are in doubt, and so spent; they are not reserved as well.
        assertThat(kafka.calls).hasSize(2);
    }

    private void recalled() {
        while (!kafka.lookUps.isEmpty()) kafka.lookUp();
        kafka.finish(OK);
    }

    private Spend spent() {
        return kafka.spends.getLast().whole();
    }

    private long parkedRows() {
        return kafka.ledger.stream().filter(LedgerEntry.RequestParked.class::isInstance).count();
    }
}
