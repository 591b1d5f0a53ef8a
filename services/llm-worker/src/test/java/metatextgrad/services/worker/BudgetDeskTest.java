package metatextgrad.services.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Limits;
import metatextgrad.model.Price;
import metatextgrad.model.Prices;
import metatextgrad.model.RunCancelled;
import metatextgrad.model.RunHeld;
import metatextgrad.model.RunId;
import metatextgrad.model.RunReleased;
import metatextgrad.model.Serial;
import metatextgrad.model.Spend;
import org.junit.jupiter.api.Test;

/** FAULT 40 and 41, without a broker: limits, pauses and cancelled runs at the worker's desk. */
final class BudgetDeskTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(30, 10), "small");
    private static final RunId RUN = new RunId("run");
    private static final int PARTITION = FakeKafka.PARTITION;

    private FakeKafka kafka = new FakeKafka(10);

    @Test
    void shouldHoldWhatALimitForbidsAndBuyItOnceTheLimitIsRaised() {
        kafka.say(calls(1, 2));
        asked(3);
        finish();

        assertThat(kafka.paid).isEqualTo(2);
        assertThat(kafka.committed).isEqualTo(3);
        assertThat(kafka.commands)
                .containsExactly(
                        new RunHeld(RUN, PARTITION, "the budget of demo has spent 2 of 2 calls"));
        kafka.tick();
        assertThat(kafka.lookups).isEmpty();

        kafka.say(calls(2, 3));
        recalled();

        assertThat(kafka.paid).isEqualTo(3);
        assertThat(kafka.answers)
                .extracting(WorkerAnswer::outcome)
                .containsExactly(Outcome.OK, Outcome.OK, Outcome.OK);
        assertThat(kafka.commands.getLast()).isEqualTo(new RunReleased(RUN, PARTITION));
        assertThat(kafka.commands).hasSize(2);
        assertThat(spent()).isEqualTo(new Spend(3, 120, 0));
    }

    @Test
    void shouldSayThatARunIsReleasedOnlyWithItsLastAsk() {
        kafka.say(calls(1, 0));
        asked(3);
        finish();
        assertThat(kafka.commands).hasSize(1);

        kafka.say(calls(2, 2));
        recalled();
        assertThat(kafka.commands).hasSize(1);

        kafka.say(calls(3, 3));
        recalled();
        assertThat(kafka.commands).hasSize(2);
        assertThat(kafka.paid).isEqualTo(3);
    }

    @Test
    void shouldKnowAfterACrashWhatWaitsAndNeverAskTwice() {
        kafka.say(calls(1, 1));
        asked(3);
        finish();
        kafka.crash();
        finish();
        kafka.poll(0);
        finish();
        while (!kafka.lookups.isEmpty()) kafka.lookups.removeFirst().run();
        finish();

        assertThat(kafka.paid).isEqualTo(1);
        assertThat(parkedRows()).isEqualTo(2);

        kafka.say(calls(2, 3));
        recalled();
        assertThat(kafka.paid).isEqualTo(3);
        assertThat(kafka.answers).extracting(WorkerAnswer::ask).doesNotHaveDuplicates().hasSize(3);
        kafka.crash();
        kafka.tick();
        assertThat(kafka.lookups).isEmpty();
    }

    @Test
    void shouldWaitForCallsUnderWayRatherThanPark() {
        kafka.say(tokens(1, 300));
        asked(3);
        kafka.commit();

        // Each may take 100 tokens and those of its prompt.
        assertThat(kafka.calls).hasSize(2);
        assertThat(parkedRows()).isZero();

        kafka.reply(OK);
        kafka.commit();
        kafka.commit();
        assertThat(kafka.calls).hasSize(2);
        finish();
        assertThat(kafka.paid).isEqualTo(3);
        assertThat(parkedRows()).isZero();
    }

    @Test
    void shouldReadRecordedAnswersThoughNothingIsLeft() {
        kafka.say(calls(1, 1));
        kafka.ask(SampleAsks.ask("q", "slot-1"));
        kafka.poll(0);
        finish();
        kafka.ask(SampleAsks.ask("q", "slot-2"));
        kafka.poll(1);
        kafka.lookups.removeFirst().run();
        kafka.commit();

        assertThat(kafka.answers)
                .extracting(WorkerAnswer::outcome, WorkerAnswer::paid)
                .containsExactly(tuple(Outcome.OK, true), tuple(Outcome.OK, false));
        assertThat(parkedRows()).isZero();
    }

    @Test
    void shouldGoOnWhenTheDayEnds() {
        kafka.say(
                new BudgetLimits(
                        "*", Limits.NONE, new Limits(1L, null, null), false, new Serial(1)));
        asked(2);
        finish();
        assertThat(kafka.paid).isEqualTo(1);
        assertThat(kafka.commands)
                .containsExactly(
                        new RunHeld(
                                RUN,
                                PARTITION,
                                "the budget of all projects has spent 1 of 1 calls of today"));

        kafka.clock.now = kafka.clock.now.plus(Duration.ofHours(11));
        kafka.tick();
        assertThat(kafka.lookups).isEmpty();

        kafka.clock.now = kafka.clock.now.plus(Duration.ofHours(1));
        kafka.tick();
        recalled();
        assertThat(kafka.paid).isEqualTo(2);
        assertThat(kafka.spends.getLast().today().calls()).isEqualTo(1);
        assertThat(spent().calls()).isEqualTo(2);
    }

    @Test
    void shouldNotCountADayTwiceWhenTheClockGoesBack() {
        asked(1);
        finish();
        kafka.clock.now = kafka.clock.now.minus(Duration.ofDays(1));
        kafka.ask(SampleAsks.ask("later", "slot"));
        kafka.poll(1);
        finish();

        assertThat(kafka.spends.getLast().today().calls()).isEqualTo(2);
        assertThat(kafka.spends).extracting(BudgetSpend::day).containsOnly(20_454L);
    }

    @Test
    void shouldBuyNothingDuringAPauseAndAllOfItAfter() {
        asked(1);
        kafka.commit();
        kafka.reply(new Reply.TryAgain("429", null, false));
        kafka.commit();
        kafka.say(paused(1, true));
        kafka.ask(SampleAsks.ask("more", "slot"));
        kafka.poll(1);
        for (int i = 0; i < 3; i++) {
            kafka.fireTimers();
            kafka.commit();
        }
        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.commands)
                .containsExactly(
                        new RunHeld(
                                RUN, PARTITION, "somebody has paused the calls of all projects"));

        kafka.say(paused(2, false));
        kafka.fireTimers();
        recalled();
        assertThat(kafka.paid).isEqualTo(2);
        assertThat(kafka.commands.getLast()).isEqualTo(new RunReleased(RUN, PARTITION));
    }

    @Test
    void shouldIgnoreALimitThatALaterOneHasReplaced() {
        kafka.say(calls(2, 5), calls(1, 0));
        asked(3);
        finish();
        assertThat(kafka.paid).isEqualTo(3);
    }

    @Test
    void shouldEndWhatACancelledRunStillAsks() {
        kafka.say(calls(1, 1));
        asked(3);
        kafka.commit();
        kafka.say(new RunCancelled(RUN));
        recalled();
        kafka.ask(SampleAsks.ask("more", "slot"));
        kafka.poll(3);
        finish();

        assertThat(kafka.paid).isEqualTo(1);
        assertThat(kafka.answers)
                .extracting(WorkerAnswer::outcome, WorkerAnswer::paid)
                .containsExactlyInAnyOrder(
                        tuple(Outcome.OK, true),
                        tuple(Outcome.CANCELLED, false),
                        tuple(Outcome.CANCELLED, false),
                        tuple(Outcome.CANCELLED, false));
    }

    @Test
    void shouldCountWhatACrashLeftInDoubtAsSpent() {
        asked(2);
        kafka.commit();
        BudgetSpend before = kafka.spends.getLast();
        assertThat(before.whole()).isEqualTo(Spend.NONE);
        assertThat(before.reserved().calls()).isEqualTo(2);
        kafka.say(calls(1, 2));
        kafka.crash();
        finish();

        // Both may have been billed, so that nothing is left to buy them again.
        assertThat(kafka.paid).isZero();
        kafka.say(calls(2, 4));
        recalled();
        assertThat(kafka.paid).isEqualTo(2);
        assertThat(spent().calls()).isEqualTo(4);
        assertThat(kafka.spends.getLast().reserved()).isEqualTo(Spend.NONE);
    }

    @Test
    void shouldAddUpWhatOtherWorkersHaveSpentAndReserved() {
        kafka.say(calls(1, 10));
        kafka.say(elsewhere(1, 6, 2));
        asked(4);
        kafka.commit();
        assertThat(kafka.calls).hasSize(2);

        kafka.say(elsewhere(2, 8, 0));
        finish();
        assertThat(kafka.paid).isEqualTo(2);
        assertThat(parkedRows()).isEqualTo(2);
    }

    @Test
    void shouldCountMoneyByThePriceTableAndNothingWhereThereIsNoPrice() {
        Map<String, Price> prices = Map.of("small", new Price(150_000, 600_000));
        kafka =
                new FakeKafka(
                        10,
                        10,
                        RateLimits.UNKNOWN,
                        new Prices(LocalDate.of(2026, 1, 1), new TreeMap<>(prices)));
        kafka.say(
                new BudgetLimits(
                        "demo", new Limits(null, null, 100L), Limits.NONE, false, new Serial(1)));
        asked(5);
        finish();

        // One call: 30 tokens of .15 and 10 of .60 dollars a million are 10.5 millionths.
        assertThat(kafka.paid).isEqualTo(4);
        assertThat(spent()).isEqualTo(new Spend(4, 160, 44));
        assertThat(kafka.commands)
                .containsExactly(
                        new RunHeld(
                                RUN,
                                PARTITION,
                                "the budget of demo has spent $0.000044 of $0.0001"));
        assertThat(kafka.counted("mtg.cost.usd")).isEqualTo(44e-6);
    }

    @Test
    void shouldEndWhatARunAsksBeyondItsOwnBudgetAndPoisonNobodyElse() {
        kafka.say(SampleRuns.withTokens(200));
        asked(3);
        finish();

        // Each takes 40 tokens, and may take 104: after three there is no room for another.
        assertThat(kafka.answers)
                .extracting(WorkerAnswer::outcome, WorkerAnswer::paid)
                .containsExactlyInAnyOrder(
                        tuple(Outcome.OK, true), tuple(Outcome.OK, true), tuple(Outcome.OK, true));
        kafka.ask(SampleAsks.ask("q9", "slot"));
        kafka.poll(3);
        finish();
        assertThat(kafka.answers.getLast().outcome()).isEqualTo(Outcome.BUDGET);
        assertThat(kafka.answers.getLast().paid()).isFalse();
        assertThat(kafka.answers.getLast().reason())
                .isEqualTo("budget spent: the run has spent 120 of 200 tokens of its own");
        assertThat(kafka.commands).isEmpty();
        assertThat(kafka.spends)
                .filteredOn(row -> !row.ofProject())
                .last()
                .satisfies(
                        row -> {
                            assertThat(row.budget()).isEqualTo("run:run");
                            assertThat(row.whole()).isEqualTo(new Spend(3, 120, 0));
                            assertThat(row.reserved()).isEqualTo(Spend.NONE);
                        });
        kafka.crash();
        kafka.poll(0);
        finish();
        assertThat(kafka.answers).hasSize(4);
    }

    @Test
    void shouldCountEveryAttemptThatMayHaveBeenBilled() {
        asked(1);
        kafka.commit();
        kafka.reply(new Reply.TimedOut("no answer in time"));
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        // The prompt "q0" takes 4 tokens, and its answer 100.
        assertThat(spent()).isEqualTo(new Spend(2, 104 + 40, 0));
    }

    /** Whoever takes over counts what is reserved as spent: no more than may have been billed. */
    @Test
    void shouldReserveInTheLogNothingForAnAttemptThatCostNothing() {
        asked(1);
        kafka.commit();
        assertThat(kafka.spends.getLast().reserved().calls()).isEqualTo(1);
        kafka.reply(new Reply.TryAgain("429", null, false));
        kafka.commit();
        assertThat(kafka.spends.getLast().reserved()).isEqualTo(Spend.NONE);

        kafka.crash();
        finish();

        assertThat(kafka.paid).isEqualTo(1);
        assertThat(spent().calls()).isEqualTo(1);
    }

    @Test
    void shouldReserveInTheLogForEveryAttemptThatMayHaveBeenBilled() {
        asked(1);
        kafka.commit();
        kafka.reply(new Reply.TimedOut("no answer in time"));
        kafka.fireTimers();
        kafka.commit();
        assertThat(kafka.spends.getLast().reserved().calls()).isEqualTo(2);

        kafka.crash();
        finish();

        assertThat(kafka.paid).isZero();
        assertThat(spent().calls()).isEqualTo(2);
    }

    @Test
    void shouldDropReservationsOfAPartitionThatWasLost() {
        kafka.say(calls(1, 4));
        asked(2);
        kafka.commit();
        kafka.calls.clear();
        kafka.desk.release(Set.of(PARTITION));
        kafka.desk.assigned(PARTITION);
        kafka.poll(0);
        kafka.commit();

        // What was under way is in doubt, and so spent; it is not reserved as well.
        assertThat(kafka.calls).hasSize(2);
    }

    private void asked(int questions) {
        for (int i = 0; i < questions; i++) kafka.ask(SampleAsks.ask("q" + i, "slot"));
        kafka.poll(0);
    }

    private void recalled() {
        while (!kafka.lookups.isEmpty()) kafka.lookups.removeFirst().run();
        finish();
    }

    private void finish() {
        for (int i = 0; i < 10; i++) {
            kafka.commit();
            while (!kafka.calls.isEmpty()) kafka.reply(OK);
        }
    }

    private Spend spent() {
        return kafka.spends.getLast().whole();
    }

    private long parkedRows() {
        return kafka.ledger.stream().filter(LedgerEntry.AskParked.class::isInstance).count();
    }

    private static BudgetLimits calls(int serial, long calls) {
        return limits(serial, new Limits(calls, null, null));
    }

    private static BudgetLimits tokens(int serial, long tokens) {
        return limits(serial, new Limits(null, tokens, null));
    }

    private static BudgetLimits limits(int serial, Limits whole) {
        return new BudgetLimits("demo", whole, Limits.NONE, false, new Serial(serial));
    }

    private static BudgetLimits paused(int serial, boolean paused) {
        return new BudgetLimits("*", Limits.NONE, Limits.NONE, paused, new Serial(serial));
    }

    private static BudgetSpend elsewhere(int serial, long calls, long reserved) {
        return new BudgetSpend(
                "demo",
                PARTITION + 1,
                20_454,
                new Spend(calls, 0, 0),
                Spend.NONE,
                new Spend(reserved, 0, 0),
                new Serial(serial));
    }
}
