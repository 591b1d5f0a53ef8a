package metatextgrad.services.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class FeedLogTest {
    private static final ProjectId DYCK = new ProjectId("dyck");
    private static final Place RUNS = new Place("runs", 0);
    private static final Place PROMPTS = new Place("prompts", 3);

    private final FeedLog log = new FeedLog(new Signal());

    private static List<String> rest(FeedLog.Reader reader) {
        List<String> found = new ArrayList<>();
        while (reader.hasNext()) reader.next().forEach(one -> found.add(one.json()));
        return found;
    }

    private void add(Place place, long offset) {
        log.add(place, offset, "run", DYCK, place.topic() + offset);
    }

    @Test
    void shouldIgnoreWhatItReadsAgain() {
        FeedLog.Reader reader = log.reader(null, any -> true);
        add(RUNS, 5);
        add(RUNS, 9);
        add(RUNS, 5);
        add(PROMPTS, 1);

        assertThat(rest(reader)).containsExactly("runs5", "runs9", "prompts1");
        assertThat(reader.position().text()).isEqualTo("prompts.3:2,runs.0:10");
    }

    @Test
    void shouldStateThatChangesWereMissed() {
        add(RUNS, 0);
        FeedPosition early = log.reader(null, any -> true).position();
        for (int i = 1; i <= FeedLog.MOST + 2; i++) add(RUNS, i);

        FeedLog.Reader reader = log.reader(early, any -> true);
        FeedLog.Sent first = reader.next().getFirst();
        add(RUNS, FeedLog.MOST + 3);

        assertThat(first.type()).isEqualTo("reset");
        assertThat(rest(reader)).containsExactly("runs" + (FeedLog.MOST + 3));
    }

    @Test
    void shouldNotMissWhatIsGoneButWasRead() {
        for (int i = 0; i < 10; i++) add(RUNS, i);
        FeedLog.Reader reader = log.reader(FeedPosition.START, any -> true);
        rest(reader);
        FeedPosition read = reader.position();
        for (int i = 10; i < FeedLog.MOST + 5; i++) add(RUNS, i);

        assertThat(rest(log.reader(read, any -> true))).hasSize(FeedLog.MOST - 5);
    }

    @Test
    void shouldBeginAnewWithAnIdOfAnotherCluster() {
        add(RUNS, 5);

        FeedLog.Reader reader = log.reader(FeedPosition.read("runs.0:900"), any -> true);
        FeedLog.Sent first = reader.next().getFirst();
        add(RUNS, 6);

        assertThat(first).isEqualTo(new FeedLog.Sent("runs.0:6", "reset", "{}"));
        assertThat(rest(reader)).containsExactly("runs6");
    }

    @Test
    void shouldKeepNoPlacesThatItDoesNotKnow() {
        add(RUNS, 5);

        FeedLog.Reader reader = log.reader(FeedPosition.read("a.0:0,b.7:0"), any -> true);

        assertThat(reader.next()).containsExactly(new FeedLog.Sent("runs.0:6", "run", "runs5"));
        assertThat(reader.position().text()).isEqualTo("runs.0:6");
    }

    /** Another gateway may have read the topics in another order. */
    @Property
    void shouldContinueAnywhereWithoutLossOrRepetition(
            @ForAll List<@IntRange(max = 2) Integer> order,
            @ForAll List<@IntRange(max = 2) Integer> other,
            @ForAll @IntRange(max = 20) int read) {
        FeedLog one = filled(order, other);
        FeedLog two = filled(other, order);
        FeedLog.Reader first = one.reader(FeedPosition.START, any -> true);
        List<FeedLog.Sent> got = first.next().stream().limit(read).toList();
        FeedPosition last =
                got.isEmpty() ? FeedPosition.START : FeedPosition.read(got.getLast().id());

        List<String> all = new ArrayList<>(got.stream().map(FeedLog.Sent::json).toList());
        all.addAll(rest(two.reader(last, any -> true)));

        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        rest(one.reader(FeedPosition.START, any -> true)));
    }

    /** Adds as many records of each place as both lists have, in the order of the first. */
    private static FeedLog filled(List<Integer> order, List<Integer> other) {
        FeedLog log = new FeedLog(new Signal());
        long[] next = new long[3];
        List<Integer> all = new ArrayList<>(order);
        all.addAll(other);
        for (int place : all) {
            Place of = new Place("topic", place);
            long offset = next[place]++;
            log.add(of, offset, "run", DYCK, place + "/" + offset);
        }
        return log;
    }
}
