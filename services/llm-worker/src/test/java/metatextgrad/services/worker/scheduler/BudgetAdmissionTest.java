package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Limits.Exceeded.Unit;
import metatextgrad.model.project.Spend;
import org.junit.jupiter.api.Test;

/** FAULT 40 and 41, without a broker: limits, pauses and cancelled runs. */
final class BudgetAdmissionTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(30, 10), "small");
    private static final RunId RUN = new RunId("run");
    private static final int PARTITION = FakeKafka.PARTITION;
    private static final String USED = "mtg.budget.used";

    private FakeKafka kafka = new FakeKafka(10);

    @Test
    void shouldParkRequestsOverTheLimitAndCallAfterItIsRaised() {
        kafka.control(SampleBudgets.calls(1, 2));
        kafka.polled(3);
        kafka.finish(OK);

        assertThat(kafka.billed).isEqualTo(2);
        assertThat(kafka.committed).isEqualTo(3);
        assertThat(kafka.commands)
                .containsExactly(
                        new RunBudgetExhausted(
                                RUN,
                                PARTITION,
                                SampleBudgets.spent("demo", Unit.CALLS, 2, 2, false)));
        // Of two rows with one serial, the first counts.
        kafka.control(SampleBudgets.calls(1, 9));
        kafka.tick();
        assertThat(kafka.lookUps).isEmpty();

        kafka.control(SampleBudgets.calls(2, 3));
        recalled();

        assertThat(kafka.billed).isEqualTo(3);
        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome)
                .containsExactly(Outcome.OK, Outcome.OK, Outcome.OK);
        assertThat(kafka.commands.getLast()).isEqualTo(new RunBudgetRestored(RUN, PARTITION));
        assertThat(kafka.commands).hasSize(2);
        assertThat(spent()).isEqualTo(new Spend(3, 120, 0, 120));
    }

    /** The rest of a limit in tokens can be too little for the next call. */
    @Test
    void shouldShowAFullBudgetWhileRequestsWaitForIt() {
        Limits ten = new Limits(10L, null, null);
        kafka.control(
                SampleBudgets.tokens(1, 150),
                new BudgetLimits("other", ten, Limits.NONE, false, new Serial(1)));
        kafka.polled(3);
        kafka.finish(OK);
        kafka.tick();
        assertThat(kafka.billed).isLessThan(3);
        assertThat(spent().tokens()).isLessThan(150);
        assertThat(kafka.gauge(USED, "demo")).isEqualTo(1);
        assertThat(kafka.gauge(USED, "other")).isZero();

        kafka.control(SampleBudgets.tokens(2, 100_000));
        recalled();
        assertThat(kafka.billed).isEqualTo(3);
        assertThat(kafka.gauge(USED, "demo")).isLessThan(.1);
    }

    @Test
    void shouldShowAFullBudgetOfAllProjectsWhileRequestsOfOneWaitForIt() {
        Limits tokens = new Limits(null, 150L, null);
        kafka.control(
                SampleBudgets.tokens(1, 100_000),
                new BudgetLimits("*", Limits.NONE, tokens, false, new Serial(1)));
        kafka.polled(3);
        kafka.finish(OK);
        kafka.tick();
        assertThat(kafka.billed).isLessThan(3);
        assertThat(kafka.gauge(USED, "*")).isEqualTo(1);
        assertThat(kafka.gauge(USED, "demo")).isLessThan(.1);
    }

    @Test
    void shouldReportARestoredBudgetOnlyWithTheLastRequestOfTheRun() {
        kafka.control(SampleBudgets.calls(1, 0));
        kafka.polled(3);
        kafka.finish(OK);
        assertThat(kafka.commands).hasSize(1);

        kafka.control(SampleBudgets.calls(2, 2));
        recalled();
        assertThat(kafka.commands).hasSize(1);

        kafka.control(SampleBudgets.calls(3, 3));
        recalled();
        assertThat(kafka.commands).hasSize(2);
        assertThat(kafka.billed).isEqualTo(3);
    }

    @Test
    void shouldRestoreParkedRequestsAfterACrashAndCallOnce() {
        kafka.control(SampleBudgets.calls(1, 1));
        kafka.polled(3);
        kafka.finish(OK);
        kafka.crash();
        kafka.finish(OK);
        kafka.poll(0);
        kafka.finish(OK);
        while (!kafka.lookUps.isEmpty()) kafka.lookUp();
        kafka.finish(OK);

        assertThat(kafka.billed).isEqualTo(1);
        assertThat(parkedRows()).isEqualTo(2);

        kafka.control(SampleBudgets.calls(2, 3));
        recalled();
        assertThat(kafka.billed).isEqualTo(3);
        assertThat(kafka.answers)
                .extracting(LlmResponse::requestId)
                .doesNotHaveDuplicates()
                .hasSize(3);
        kafka.crash();
        kafka.tick();
        assertThat(kafka.lookUps).isEmpty();
    }

    /** All its requests are committed, so none is left to poll. */
    @Test
    void shouldRestoreParkedRequestsOfAnIdlePartitionAfterACrash() {
        kafka.control(SampleBudgets.calls(1, 1));
        kafka.polled(3);
        kafka.finish(OK);
        assertThat(kafka.committed).isEqualTo(3);

        kafka.crash();
        kafka.control(SampleBudgets.calls(2, 3));
        recalled();

        assertThat(kafka.billed).isEqualTo(3);
        assertThat(kafka.commands.getLast()).isEqualTo(new RunBudgetRestored(RUN, PARTITION));
    }

    @Test
    void shouldReadAnExpiredParkedRequestOnceAndFreeItsSlot() {
        kafka = new FakeKafka(1);
        kafka.control(SampleBudgets.calls(1, 0));
        kafka.polled(2);
        kafka.finish(OK);
        kafka.expire(2);

        kafka.control(SampleBudgets.calls(2, 9));
        recalled();
        kafka.tick();

        assertThat(kafka.lookUps).isEmpty();
        assertThat(kafka.polls()).isTrue();
    }

    @Test
    void shouldWaitForCallsInFlightBeforeParking() {
        kafka.control(SampleBudgets.tokens(1, 300));
        kafka.polled(3);
        kafka.commit();

        // Each may use 100 tokens and those of its prompt.
        assertThat(kafka.calls).hasSize(2);
        assertThat(parkedRows()).isZero();

        kafka.reply(OK);
        kafka.commit();
        kafka.commit();
        assertThat(kafka.calls).hasSize(2);
        kafka.finish(OK);
        assertThat(kafka.billed).isEqualTo(3);
        assertThat(parkedRows()).isZero();
    }

    @Test
    void shouldReadRecordedAnswersWithAnExhaustedBudget() {
        kafka.control(SampleBudgets.calls(1, 1));
        kafka.append(SampleRequests.request("q", "slot-1"));
        kafka.poll(0);
        kafka.finish(OK);
        kafka.append(SampleRequests.request("q", "slot-2"));
        kafka.poll(1);
        kafka.lookUp();
        kafka.commit();

        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome, LlmResponse::billed)
                .containsExactly(tuple(Outcome.OK, true), tuple(Outcome.OK, false));
        assertThat(parkedRows()).isZero();
    }

    @Test
    void shouldContinueWhenTheDayEnds() {
        kafka.control(
                new BudgetLimits(
                        "*", Limits.NONE, new Limits(1L, null, null), false, new Serial(1)));
        kafka.polled(2);
        kafka.finish(OK);
        assertThat(kafka.billed).isEqualTo(1);
        assertThat(kafka.commands)
                .containsExactly(
                        new RunBudgetExhausted(
                                RUN, PARTITION, SampleBudgets.spent("*", Unit.CALLS, 1, 1, true)));

        kafka.clock.now = kafka.clock.now.plus(Duration.ofHours(11));
        kafka.tick();
        assertThat(kafka.lookUps).isEmpty();

        kafka.clock.now = kafka.clock.now.plus(Duration.ofHours(1));
        kafka.tick();
        recalled();
        assertThat(kafka.billed).isEqualTo(2);
        assertThat(kafka.spends.getLast().today().calls()).isEqualTo(1);
        assertThat(spent().calls()).isEqualTo(2);
    }

    @Test
    void shouldNotCountADayTwiceIfTheClockIsSetBack() {
        kafka.polled(1);
        kafka.finish(OK);
        kafka.clock.now = kafka.clock.now.minus(Duration.ofDays(1));
        kafka.append(SampleRequests.request("later", "slot"));
        kafka.poll(1);
        kafka.finish(OK);

        assertThat(kafka.spends.getLast().today().calls()).isEqualTo(2);
        assertThat(kafka.spends).extracting(BudgetSpend::day).containsOnly(20_454L);
    }

    @Test
    void shouldMakeNoCallsDuringAPauseAndAllAfterwards() {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.TryAgain("429", null, false));
        kafka.commit();
        kafka.control(SampleBudgets.paused(1, true));
        kafka.append(SampleRequests.request("more", "slot"));
        kafka.poll(1);
        for (int i = 0; i < 3; i++) {
            kafka.fireTimers();
            kafka.commit();
        }
        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.commands)
                .containsExactly(
                        new RunBudgetExhausted(RUN, PARTITION, new BlockReason.Paused("*")));

        kafka.control(SampleBudgets.paused(2, false));
        kafka.fireTimers();
        recalled();
        assertThat(kafka.billed).isEqualTo(2);
        assertThat(kafka.commands.getLast()).isEqualTo(new RunBudgetRestored(RUN, PARTITION));
    }

    /** They waited for the rate when the pause began. */
    @Test
    void shouldKeepTheRateAfterAPause() {
        kafka.polled(5);
        kafka.commit();
        for (int i = 0; i < 5; i++) kafka.reply(new Reply.RateLimited("429", null));
        kafka.commit();
        kafka.control(SampleBudgets.paused(1, true));
        kafka.pass(Duration.ofMinutes(1));
        kafka.commit();
        assertThat(kafka.calls).isEmpty();

        kafka.control(SampleBudgets.paused(2, false));
        kafka.pass(Duration.ofSeconds(1));
        kafka.commit();

        assertThat(kafka.calls).hasSize(1);
    }

    @Test
    void shouldIgnoreAReplacedLimit() {
        kafka.control(SampleBudgets.calls(2, 5), SampleBudgets.calls(1, 0));
        kafka.polled(3);
        kafka.finish(OK);
        assertThat(kafka.billed).isEqualTo(3);
    }

    @Test
    void shouldEndRequestsOfACancelledRun() {
        kafka.control(SampleBudgets.calls(1, 1));
        kafka.polled(3);
        kafka.commit();
        kafka.control(new RunCancelled(RUN));
        recalled();
        kafka.append(SampleRequests.request("more", "slot"));
        kafka.poll(3);
        kafka.finish(OK);

        assertThat(kafka.billed).isEqualTo(1);
        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome, LlmResponse::billed)
                .containsExactlyInAnyOrder(
                        tuple(Outcome.OK, true),
                        tuple(Outcome.CANCELLED, false),
                        tuple(Outcome.CANCELLED, false),
                        tuple(Outcome.CANCELLED, false));
    }

    /** The server cannot have billed it: as if it had never begun. */
    @Test
    void shouldEndParkedCallsOfACancelledRun() {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.NoSuchModel("404 no such model"));
        kafka.commit();

        kafka.control(new RunCancelled(RUN));
        kafka.finish(OK);
        kafka.fireTimers();
        kafka.finish(OK);

        assertThat(kafka.billed).isZero();
        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome)
                .containsExactly(Outcome.CANCELLED);
        assertThat(spent()).isEqualTo(Spend.NONE);
        assertThat(kafka.statuses).endsWith("usable");
    }

    @Test
    void shouldEndAndCountAPossiblyBilledCallOfACancelledRun() {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.TimedOut("no answer in time"));
        kafka.commit();

        kafka.control(new RunCancelled(RUN));
        kafka.fireTimers();
        kafka.finish(OK);

        requireCancelledWithOneInDoubt(1);
        assertThat(spent()).isEqualTo(new Spend(1, 1, 0, 104, 0, 0, 104));
    }

    @Test
    void shouldCountCallsOfAKilledWorkerForACancelledRun() {
        kafka.polled(1);
        kafka.commit();
        kafka.control(new RunCancelled(RUN));
        kafka.crash();
        kafka.finish(OK);

        requireCancelledWithOneInDoubt(1);
    }

    @Test
    void shouldCountASharedCallOfACancelledRunOnce() {
        kafka.append(SampleRequests.request("same", "first"));
        kafka.append(SampleRequests.request("same", "second"));
        kafka.poll(0);
        kafka.commit();
        kafka.control(new RunCancelled(RUN));
        kafka.crash();
        kafka.finish(OK);

        requireCancelledWithOneInDoubt(2);
    }

    @Test
    void shouldEndRequestsOfACancelledRunWhileItsModelIsUnavailable() {
        kafka.polled(1);
        kafka.commit();
        kafka.reply(new Reply.NoSuchModel("404 no such model"));
        kafka.polled(SampleRequests.request("later", "slot"));
        kafka.commit();

        kafka.control(new RunCancelled(RUN));
        kafka.commit();

        assertThat(kafka.calls).isEmpty();
        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome)
                .containsExactly(Outcome.CANCELLED, Outcome.CANCELLED);
    }

    private void requireCancelledWithOneInDoubt(int requests) {
        assertThat(kafka.billed).isZero();
        assertThat(kafka.answers)
                .extracting(LlmResponse::outcome)
                .hasSize(requests)
                .containsOnly(Outcome.CANCELLED);
        assertThat(kafka.counted("mtg.llm.in.doubt")).isEqualTo(1);
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
