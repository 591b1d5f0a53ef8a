package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whole histories drawn by a seed: requests twice and many of one call, replies of every kind,
 * aborted transactions and ones of unknown end, partitions that come and go, crashes at any moment.
 */
final class SchedulerHistoryTest {
    private static final int STEPS = 400;

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Property(tries = 300)
    void shouldAnswerEachRequestOnceInAnyHistory(@ForAll long seed) {
        Random random = new Random(seed);
        FakeKafka kafka = new FakeKafka(1 + random.nextInt(4));
        int polled = 0;
        int limits = 0;
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(13)) {
                case 0, 1 -> {
                    kafka.append(
                            SampleRequests.request(
                                    "q" + random.nextInt(6), "slot-" + random.nextInt(4)));
                    kafka.poll(polled);
                    polled = kafka.requests.size();
                }
                case 2, 3, 4, 5 -> kafka.commit();
                case 6 -> kafka.abort();
                case 7 -> kafka.breakTransaction(random.nextBoolean());
                case 8 -> kafka.fireTimers();
                case 9 -> {
                    if (!kafka.calls.isEmpty()) kafka.reply(reply(random));
                }
                case 10 -> {
                    if (!kafka.lookUps.isEmpty()) kafka.lookUp();
                }
                case 11 -> kafka.control(limit(random, ++limits));
                default -> {
                    if (random.nextInt(8) == 0) {
                        if (random.nextBoolean()) {
                            kafka.crash();
                        } else {
                            rebalance(kafka);
                        }
                        polled = kafka.requests.size();
                    }
                }
            }
            kafka.load();
        }

        if (random.nextInt(4) == 0) kafka.control(new RunCancelled(new RunId("run")));
        kafka.control(
                new BudgetLimits("demo", Limits.NONE, Limits.NONE, false, new Serial(++limits)));
        finish(kafka);

        Set<RequestId> asked = new HashSet<>();
        kafka.requests.forEach(ask -> asked.add(ask.requestId()));
        Set<RequestId> answered = new HashSet<>();
        kafka.answers.forEach(answer -> answered.add(answer.requestId()));
        assertThat(kafka.answers).extracting(LlmResponse::requestId).doesNotHaveDuplicates();
        assertThat(answered).isEqualTo(asked);
        assertThat(kafka.ledger)
                .noneMatch(row -> row instanceof LedgerEntry.Started s && s.attempts() > 2);
        assertThat(kafka.committed).isEqualTo(kafka.requests.size());
        for (int i = 0; i < kafka.commands.size(); i++) {
            assertThat(kafka.commands.get(i))
                    .isInstanceOf(i % 2 == 0 ? RunBudgetExhausted.class : RunBudgetRestored.class);
        }
        assertThat(kafka.commands.size() % 2).isZero();
        for (int i = 0; i < kafka.spends.size(); i++) {
            assertThat(kafka.spends.get(i).serial()).isEqualTo(new Serial(i + 1));
        }
        if (!kafka.spends.isEmpty())
            assertThat(kafka.spends.getLast().reserved()).isEqualTo(Spend.NONE);
    }

    /** Returns often a limit that parks requests, sometimes a pause, sometimes none. */
    private static BudgetLimits limit(Random random, int serial) {
        Limits whole =
                random.nextInt(3) == 0
                        ? Limits.NONE
                        : new Limits((long) random.nextInt(12), null, null);
        return new BudgetLimits(
                "demo", whole, Limits.NONE, random.nextInt(6) == 0, new Serial(serial));
    }

    private static void rebalance(FakeKafka kafka) {
        kafka.revoke();
        kafka.release();
        kafka.assign();
        kafka.poll(kafka.committed);
    }

    private static void finish(FakeKafka kafka) {
        for (int i = 0; i < 2000; i++) {
            kafka.load();
            kafka.commit();
            kafka.fireTimers();
            if (!kafka.calls.isEmpty()) kafka.reply(new Reply.Answered("a", Usage.NONE, "m"));
            if (!kafka.lookUps.isEmpty()) kafka.lookUp();
            kafka.tick();
        }
    }

    private static Reply reply(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new Reply.Unusable(new Failure.Content("empty"), Usage.NONE);
            case 1 -> new Reply.TryAgain("busy", null, false);
            case 2 -> new Reply.TryAgain("reset", null, true);
            case 3 -> new Reply.TimedOut("late");
            case 4 -> new Reply.Refused(new Failure.Infrastructure("no"));
            case 5 -> new Reply.Unavailable("401");
            case 6 -> new Reply.RateLimited("429", random.nextBoolean() ? SECOND : null);
            default -> new Reply.Answered("a", Usage.NONE, "m");
        };
    }
}
