package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.project.Limits;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Inputs in any order, with duplicates, over three partitions (RELIABILITY §§2, 3). {@link
 * SchedulerWorld} checks after each input: no more calls than the limits, none for a partition that
 * is not active, one in flight for each call key, and one answer for each request.
 */
final class RequestSchedulerPropertyTest {
    private static final Reply OK = new Reply.Answered("a", Usage.NONE, "m");

    /** One input: which, and which of those that are possible. */
    record Choice(int kind, int which) {}

    @Provide
    Arbitrary<List<Choice>> orders() {
        return Arbitraries.integers()
                .between(0, 23)
                .flatMap(
                        kind ->
                                Arbitraries.integers()
                                        .between(0, 999)
                                        .map(which -> new Choice(kind, which)))
                .list()
                .ofMinSize(20)
                .ofMaxSize(300);
    }

    @Property(tries = 300)
    void shouldAnswerEachRequestOnceInAnyOrder(
            @ForAll("orders") List<Choice> order,
            @ForAll @IntRange(min = 1, max = 4) int cap,
            @ForAll @IntRange(min = 1, max = 4) int projectCap,
            @ForAll boolean cancelled) {
        SchedulerWorld world = new SchedulerWorld(cap, projectCap);
        Limit limit = new Limit(world);
        for (Choice choice : order) {
            happen(world, limit, choice);
            limit.check();
        }

        if (cancelled) world.control(new RunCancelled(new RunId("run")));
        limit.raise(10_000);
        world.finish();

        assertThat(world.answered()).isEqualTo(world.requested());
        assertThat(world.parked).as("parked requests").isZero();
        assertThat(world.ledger())
                .noneMatch(row -> row instanceof LedgerEntry.Started s && s.attempts() > 2);
    }

    @Property(tries = 50)
    void shouldDecideTheSameForTheSameInputs(
            @ForAll("orders") List<Choice> order, @ForAll @IntRange(min = 1, max = 4) int cap) {
        assertThat(history(order, cap)).isEqualTo(history(order, cap));
    }

    private static List<Object> history(List<Choice> order, int cap) {
        SchedulerWorld world = new SchedulerWorld(cap, cap);
        Limit limit = new Limit(world);
        for (Choice choice : order) happen(world, limit, choice);
        return List.of(world.answers, world.spends, world.ledger());
    }

    private static void happen(SchedulerWorld world, Limit limit, Choice choice) {
        int which = choice.which();
        int partition = which % SchedulerWorld.PARTITIONS;
        switch (choice.kind()) {
            case 0, 1 -> world.append(SampleRequests.request("q" + which % 7, "slot-" + which % 5));
            case 2, 3, 4, 5 -> world.poll(partition);
            case 6, 7 -> world.load(which);
            case 8, 9, 10, 11 -> world.commit();
            case 12, 13, 14 -> world.reply(which, OK);
            case 15 -> world.reply(which, reply(which));
            case 16 -> world.lookUp(which);
            case 17 -> world.timer(which);
            case 18 -> world.readSpends(which % 2 == 0);
            case 19 -> limit.raise(which % 4 == 0 ? 1 : 0);
            case 20, 21 -> world.assign(partition);
            case 22 -> rebalance(world, partition, which);
            default -> fail(world, which);
        }
    }

    private static void rebalance(SchedulerWorld world, int partition, int which) {
        if (which % 4 == 0) world.revoke(partition);
        if (which % 4 == 1) world.release(partition);
    }

    private static void fail(SchedulerWorld world, int which) {
        switch (which % 15) {
            case 0 -> world.crash();
            case 1 -> world.breakOff(true);
            case 2 -> world.breakOff(false);
            case 3, 4 -> world.abort();
            default -> {}
        }
    }

    private static Reply reply(int which) {
        return switch (which % 8) {
            case 0 -> new Reply.Unusable(new Failure.Content("empty"), Usage.NONE);
            case 1 -> new Reply.TryAgain("busy", null, false);
            case 2 -> new Reply.TryAgain("reset", null, true);
            case 3 -> new Reply.TimedOut("late");
            case 4 -> new Reply.Refused(new Failure.Content("no"));
            case 5 -> new Reply.Unavailable("401");
            case 6 -> new Reply.NoSuchModel("404");
            default -> new Reply.RateLimited("429", null);
        };
    }

    /** The limit of the project in calls, which only grows. */
    private static final class Limit {
        private final SchedulerWorld world;
        private long calls;
        private int serial;

        Limit(SchedulerWorld world) {
            this.world = world;
            raise(1);
        }

        void raise(long more) {
            calls += more;
            Limits whole = new Limits(calls, null, null);
            world.control(
                    new BudgetLimits("demo", whole, Limits.NONE, false, new Serial(++serial)));
        }

        /**
         * A call is admitted for one attempt, so only repeated attempts may exceed the limit, and
         * calls in flight in other workers.
         */
        void check() {
            assertThat(world.spentCalls())
                    .isLessThanOrEqualTo(calls + world.repeats + world.elsewhere);
        }
    }
}
