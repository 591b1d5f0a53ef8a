package metatextgrad.intake;

import static metatextgrad.intake.IntakeFixtures.request;
import static metatextgrad.intake.IntakeFixtures.spec;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskCount;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.statistics.Seeds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whole histories of two sets, permuted and duplicated, end in the same rows and emit the same
 * events, except for notices of waiting and counts.
 */
final class IntakeOrderTest {
    private record Outcome(String rows, TreeSet<String> emitted) {}

    @Property(tries = 150)
    void shouldEndAlikeWhateverTheOrder(@ForAll long seed) {
        Outcome inOrder = play(history(), Seeds.of("order", seed), false);
        Outcome shuffled = play(history(), Seeds.of("order", seed), true);
        assertThat(shuffled).isEqualTo(inOrder);
    }

    private static List<Event> history() {
        List<TaskSubmitted> one = IntStream.range(0, 20).mapToObj(i -> task("one", i)).toList();
        List<TaskSubmitted> two = IntStream.range(10, 30).mapToObj(i -> task("two", i)).toList();
        List<Event> history = new ArrayList<>(one);
        history.addAll(two);
        for (SnapshotSpec spec : List.of(spec("one", one), spec("two", two))) {
            history.add(request(spec, 0, Split.VAL, 0, 64, 5));
            history.add(request(spec, 1, Split.TRAIN, 0, 3, -1));
            history.add(request(spec, 1, Split.GATE, 0, 64, -1));
            history.add(request(spec, 2, Split.TRAIN, 3, 6, -1));
        }
        List<TaskSubmitted> others = new ArrayList<>(two.subList(0, 18));
        others.add(task("two", 99));
        SnapshotSpec wrong = spec("two", others);
        history.add(request(wrong, 3, Split.VAL, 0, 64, -1));
        return history;
    }

    private static TaskSubmitted task(String set, int number) {
        return IntakeFixtures.task(set, number, number % 5 == 0 ? Split.TRAIN : null);
    }

    /** Snapshots arrive at any later time; in disorder every fourth event arrives twice. */
    private static Outcome play(List<Event> history, Seeds seeds, boolean disorder) {
        MemoryRows rows = new MemoryRows();
        TreeSet<String> emitted = new TreeSet<>();
        List<Event> waiting = new ArrayList<>(history);
        while (!waiting.isEmpty()) {
            int next = disorder ? seeds.below(waiting.size()) : 0;
            Event event = waiting.remove(next);
            if (disorder && seeds.below(4) == 0) waiting.add(event);
            Decision decision = new IntakeDecider().handle(rows, event);
            rows.apply(decision);
            for (Event output : decision.outputs()) {
                boolean notice = output instanceof BatchParked || output instanceof TaskCount;
                if (!notice) emitted.add(output.toString());
                if (output instanceof Snapshot) waiting.add(output);
            }
        }
        return new Outcome(rows.startingWith("").toString(), emitted);
    }
}
