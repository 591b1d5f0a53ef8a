package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.RunCalls;
import metatextgrad.llm.RunCalls.Count;
import metatextgrad.llm.Usage;
import org.junit.jupiter.api.Test;

/** The counts of a run, which commands read instead of all its requests and answers. */
final class RunCallsTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");

    private final FakeKafka kafka = new FakeKafka(10);

    @Test
    void defect14ShouldCountEachAnswerOnceByRoleOutcomeAndWhetherItWasBilled() {
        kafka.polled(
                SampleRequests.request("a", "a1"),
                SampleRequests.request("a", "a2"),
                SampleRequests.request("b", "b1"));
        kafka.commit();
        kafka.reply(OK);
        kafka.reply(new Reply.TimedOut("late"));
        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();

        List<Count> counts =
                kafka.called.values().stream().flatMap(row -> row.counts().stream()).toList();
        assertThat(kafka.called).hasSize(1);
        assertThat(counts)
                .extracting(Count::outcome, Count::billing, Count::requests, Count::inputTokens)
                .containsExactlyInAnyOrder(
                        tuple(Outcome.OK, Billing.BILLED, 2L, 6L),
                        tuple(Outcome.OK, Billing.NONE, 1L, 3L));
        assertThat(doubts()).isEqualTo(1);
    }

    @Test
    void defect14ShouldCountExactlyAfterTransactionsOfUnknownResultAndCrashes() {
        kafka.polled(8);
        kafka.commit();
        kafka.reply(OK);
        kafka.breakTransaction(true);
        kafka.reply(OK);
        kafka.breakTransaction(false);
        kafka.reply(OK);
        kafka.commit();
        kafka.reply(OK);
        kafka.clock.now = kafka.clock.now.plus(Duration.ofSeconds(1));
        kafka.crash();
        kafka.finish(OK);

        assertThat(kafka.answers).hasSize(8);
        assertThat(
                        kafka.called.values().stream()
                                .flatMap(row -> row.counts().stream())
                                .mapToLong(Count::requests)
                                .sum())
                .isEqualTo(8);
        assertThat(doubts()).isEqualTo(5);
    }

    private long doubts() {
        return kafka.called.values().stream().mapToLong(RunCalls::inDoubt).sum();
    }
}
