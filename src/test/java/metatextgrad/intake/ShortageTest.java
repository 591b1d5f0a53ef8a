package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.decide.RowKey;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.state.PoolCount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A request that waits is looked at again only when it can succeed. */
final class ShortageTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project PROJECT = Traffic.project();
    private static final IntakeKeys KEYS = new IntakeKeys(IntakeFixtures.PROJECT);

    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<SetClosed> closed = new ArrayList<>();

    @Test
    void shouldCountTheTasksThatAreMissing() {
        handle(start());
        handle(gate(1));
        assertThat(missing()).isEqualTo(32);
        int number = 0;
        while (SplitRule.split(task(number).task(), PROJECT.shares()) != Split.GATE)
            handle(task(number++));
        assertThat(missing()).isEqualTo(32);
        handle(task(number));
        assertThat(missing()).isEqualTo(31);
        handle(start());
        assertThat(rows.has(key())).isFalse();
    }

    /** Without a start, nothing is counted, and the pool is searched each time. */
    @Property(tries = 30)
    void shouldCloseTheSameSetsAsASearchEachTime(@ForAll Random seed) {
        int windows = 1 + seed.nextInt(3);
        int repeats = 400 + seed.nextInt(900);
        List<Event> history = new ArrayList<>();
        history.add(gate(1));
        history.add(new WindowRequested(PROJECT, 1, seed.nextBoolean() ? NOON : Instant.EPOCH));
        for (int i = 0; i < 400 * windows; i++) history.add(task(seed.nextInt(repeats) + i / 3));
        ShortageTest counted = new ShortageTest();
        counted.handle(start());
        history.forEach(counted::handle);
        ShortageTest searched = new ShortageTest();
        history.forEach(searched::handle);
        assertThat(searched.closed).hasSizeGreaterThan(1);
        assertThat(counted.closed).isEqualTo(searched.closed);
    }

    private static AdaptStarted start() {
        return new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada");
    }

    private static GateItemsRequested gate(int round) {
        return new GateItemsRequested(
                PROJECT, new VersionId("champion"), new VersionId("challenger"), 1, round, 32);
    }

    private int missing() {
        return rows.get(key()).tasks();
    }

    private static RowKey<PoolCount> key() {
        return KEYS.missing(Split.GATE, GateItemsRequested.set(1, 1));
    }

    /** Sets are read back, and each round of a contest is followed by the next one. */
    private void handle(Event event) {
        Decision decision = decider.handle(rows, event);
        rows.apply(decision);
        for (Event output : decision.outputs()) {
            if (!(output instanceof SetClosed set)) continue;
            closed.add(set);
            rows.apply(decider.handle(rows, set));
            if (set.set().startsWith("@gate")) handle(gate(closed.size() + 1));
        }
    }

    private static TaskArrived task(int number) {
        return new TaskArrived(
                new TaskSubmitted(
                        IntakeFixtures.PROJECT,
                        new TaskId("t" + number),
                        "question " + number,
                        "right",
                        null,
                        null,
                        null),
                NOON.plusSeconds(number));
    }
}
