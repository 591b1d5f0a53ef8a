package metatextgrad.rollout;

import static metatextgrad.rollout.Rolling.BY;
import static metatextgrad.rollout.Rolling.LEARNED;
import static metatextgrad.rollout.Rolling.NEW;
import static metatextgrad.rollout.Rolling.NOON;
import static metatextgrad.rollout.Rolling.OLD;
import static metatextgrad.rollout.Rolling.PROJECT;
import static metatextgrad.rollout.Rolling.approve;
import static metatextgrad.rollout.Rolling.offer;
import static metatextgrad.rollout.Rolling.promote;
import static metatextgrad.rollout.Rolling.rollBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import metatextgrad.json.ServingJson;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.LabelRemoved;
import metatextgrad.model.event.RolloutCommand.VersionLabelled;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels and pins of versions. */
final class LabelTest {
    private final Rolling rolling = new Rolling();

    @Test
    void shouldLabelAVersionWithoutANewTable() {
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(label(NEW, "eu", 1));
        assertThat(rolling.table().serial()).isEqualTo(new Serial(1));
        assertThat(rolling.table().marks().labels()).isEqualTo(Map.of("eu", NEW));
        assertThat(rolling.table().marks().revision()).isEqualTo(new Serial(2));
        assertThat(labels()).isEqualTo(Map.of("eu", NEW, "production", OLD, "staging", OLD));
        rolling.handle(label(OLD, "eu", 2));
        assertThat(rolling.table().marks().labels()).isEqualTo(Map.of("eu", OLD));
        rolling.handle(unlabel("eu", 3));
        assertThat(rolling.table().marks().labels()).isEmpty();
        assertThat(labels()).isEqualTo(Map.of("production", OLD, "staging", OLD));
    }

    @Test
    void shouldContinueAComparisonWhenALabelChanges() {
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .5, 1));
        Contests straight = new Contests(rolling.table());
        for (int task = 0; task < 20; task++) {
            TaskJudged judged = rolling.judged(task, Duration.ZERO, version -> .5);
            straight.count(judged);
            rolling.handle(judged);
            if (task == 10) rolling.handle(label(NEW, "eu", 1));
        }
        assertThat(straight.contest().answers()).isEqualTo(20);
        assertThat(rolling.handle(rolling.judged(3, Duration.ZERO, version -> .5))).isEmpty();
        assertThat(labels()).isEqualTo(Map.of("eu", NEW, "production", OLD, "staging", NEW));
    }

    @Test
    void shouldKeepLabelsInLaterTables() {
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(label(OLD, "eu", 1));
        rolling.handle(approve(NEW, .1, 1));
        rolling.handle(promote(2));
        assertThat(rolling.table().marks().labels()).isEqualTo(Map.of("eu", OLD));
        assertThat(labels()).isEqualTo(Map.of("eu", OLD, "production", NEW, "staging", NEW));
    }

    @Test
    void shouldIgnoreALabelCommandForOtherLabelsThanItSaw() {
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(label(NEW, "eu", 1));
        assertThat(rolling.handle(label(OLD, "eu", 1))).isEmpty();
        assertThat(rolling.handle(label(NEW, "eu", 1))).isEmpty();
        assertThat(rolling.handle(unlabel("us", 2))).isEmpty();
    }

    @Test
    void shouldRefuseLabelsThatFollowWhatServes() {
        assertThatThrownBy(() -> label(NEW, "production", 1))
                .hasMessage("label `production` follows what serves: choose another name");
        assertThatThrownBy(() -> label(NEW, "Not a label", 1))
                .hasMessageStartingWith("a label must be 1 to 40 characters");
    }

    @Test
    void shouldKeepAPinnedChampion() {
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .1, 1));
        rolling.handle(pin(OLD, 2));
        assertThat(rolling.table())
                .extracting(PromptsServed::champion, PromptsServed::serving, PromptsServed::why)
                .containsExactly(OLD, new Serving.Alone(), "pinned by hand");
        assertThat(rolling.table().marks().pinned()).isTrue();
        for (Event refused :
                List.of(approve(NEW, .1, 3), promote(3), rollBack(OLD, 3), pin(OLD, 3)))
            assertThat(rolling.handle(refused)).isEmpty();
        rolling.handle(label(NEW, "eu", 1));
        assertThat(rolling.table().marks().pinned()).isTrue();
        rolling.handle(unpin(3));
        assertThat(rolling.table().marks().pinned()).isFalse();
        rolling.handle(approve(NEW, .1, 4));
        assertThat(rolling.table().serving()).isEqualTo(new Serving.Canary(NEW, .1, NOON));
    }

    @Test
    void shouldPinNothingButTheChampion() {
        rolling.handle(offer("run-1", LEARNED));
        assertThat(rolling.handle(pin(NEW, 1))).isEmpty();
        assertThat(rolling.handle(unpin(1))).isEmpty();
    }

    @Test
    void shouldContinueFromItsOwnLabelsIfTheLogIsDeleted() {
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(label(NEW, "eu", 1));
        Rolling after = new Rolling();
        for (PromptsServed table : rolling.tables()) assertThat(after.handle(table)).isEmpty();
        assertThat(after.handle(rolling.tables().getFirst())).isEmpty();
        after.handle(pin(OLD, 1));
        assertThat(after.table().marks().labels()).isEqualTo(Map.of("eu", NEW));
    }

    /** Each topic is read in its order. The order between topics is arbitrary. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldReachTheSameMarksInAnyOrderAndWithRepeatedEvents(int seed) {
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(label(NEW, "eu", 1));
        rolling.handle(approve(NEW, .2, 1));
        rolling.serve(0, 100, version -> .6);
        rolling.handle(label(OLD, "eu", 2));
        rolling.handle(label(NEW, "us", 3));
        rolling.handle(promote(2));
        rolling.handle(pin(NEW, 3));
        rolling.handle(unlabel("eu", 4));
        List<Deque<Event>> topics = new ArrayList<>();
        for (Class<? extends Event> topic :
                List.of(ChallengerOffered.class, RolloutCommand.class, TaskJudged.class))
            topics.add(
                    new ArrayDeque<>(rolling.heard().stream().filter(topic::isInstance).toList()));
        Random random = new Random(seed);
        Rolling other = new Rolling();
        while (topics.stream().anyMatch(topic -> !topic.isEmpty())) {
            Deque<Event> topic = topics.get(random.nextInt(topics.size()));
            for (int run = random.nextInt(50); run >= 0 && !topic.isEmpty(); run--) {
                other.handle(topic.peek());
                if (random.nextBoolean()) other.handle(topic.peek());
                topic.remove();
            }
        }
        assertThat(other.table()).isEqualTo(rolling.table());
        assertThat(other.all(PromptsJson.class).getLast())
                .isEqualTo(rolling.all(PromptsJson.class).getLast());
    }

    private Map<String, VersionId> labels() {
        return ServingJson.labels(rolling.all(PromptsJson.class).getLast());
    }

    private static VersionLabelled label(VersionId version, String label, int seen) {
        return new VersionLabelled(PROJECT, version, label, NOON, new Serial(seen), "", BY);
    }

    private static LabelRemoved unlabel(String label, int seen) {
        return new LabelRemoved(PROJECT, label, NOON, new Serial(seen), "", BY);
    }

    private static ChampionPinned pin(VersionId version, int seen) {
        return new ChampionPinned(PROJECT, version, new Serial(seen), "", BY);
    }

    private static ChampionUnpinned unpin(int seen) {
        return new ChampionUnpinned(PROJECT, new Serial(seen), "", BY);
    }
}
