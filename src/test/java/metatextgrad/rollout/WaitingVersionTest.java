package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Program;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.view.VersionHistory;
import org.junit.jupiter.api.Test;

/** Versions that passed a contest, and wait while something else serves or is contested. */
final class WaitingVersionTest extends GateScenario {
    /** The former champion has a share of its own, and waits behind the contest of another. */
    private void holdBackAndWait() {
        handle(offer(BETTER));
        handle(approval(BETTER));
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        handle(offer(PROJECT.seed()));
        play(NEVER, ALWAYS);
        handle(offer(OTHER));
    }

    private static final Program THIRD = Rolling.program("Sort by the alphabet.");

    /** It serves as soon as the holdback ends. A contest can last for thousands of tasks. */
    @Test
    void shouldContestNothingWhileAHoldbackIsWaitedFor() {
        start(Mode.AUTO);
        promote();
        handle(offer(OTHER));
        play(NEVER, ALWAYS);
        handle(offer(THIRD));
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
        for (int i = 1000; i < 1300; i++) handle(judged(i, true, Duration.ofHours(80)));
        assertThat(contest().stage()).isEqualTo(Stage.SERVING);
        assertThat(table().serving())
                .isEqualTo(
                        new Serving.Canary(version(OTHER), .2, NOON.plus(Duration.ofHours(104))));
    }

    /** It waits only for an event that has a time. */
    @Test
    void shouldContestNothingBetweenAnUnpinAndTheNextJudgedAnswer() {
        start(Mode.AUTO);
        VersionId seed = version(PROJECT.seed());
        handle(new ChampionPinned(PROJECT.id(), seed, table().serial(), "", "ada"));
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(new ChampionUnpinned(PROJECT.id(), table().serial(), "", "ada"));
        handle(offer(OTHER));
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        handle(judged(0, true, Duration.ofDays(20)));
        assertThat(contest().stage()).isEqualTo(Stage.SERVING);
    }

    /** The scores of the contest that it waited behind have no time. */
    @Test
    void shouldBeginNoShareAtTheTimeOfAContestThatWasLost() {
        start(Mode.AUTO);
        VersionId seed = version(PROJECT.seed());
        handle(new ChampionPinned(PROJECT.id(), seed, table().serial(), "", "ada"));
        waitBehind();
        round(task -> task % 2 == 0, task -> task % 2 == 0);
        handle(new ChampionUnpinned(PROJECT.id(), table().serial(), "", "ada"));
        play(ALWAYS, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        handle(judged(0, true, Duration.ofDays(20)));
        assertThat(table().serving())
                .isEqualTo(
                        new Serving.Canary(
                                version(BETTER), .2, NOON.plus(Duration.ofDays(20)).plus(JUDGED)));
    }

    /** The deciding answer was judged a day after it was served, and the promotion followed. */
    @Test
    void shouldKeepTheFormerChampionForTheWholeTimeFromThePromotion() {
        start(Mode.AUTO);
        promote();
        assertThat(table().serving()).isInstanceOf(Serving.Holdback.class);
        handle(judged(2000, true, Duration.ofHours(7 * 24 + 12)));
        assertThat(table().serving()).isInstanceOf(Serving.Holdback.class);
        handle(judged(2001, true, Duration.ofHours(8 * 24 + 12)));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
    }

    @Test
    void shouldContestAgainWhatWaitsWhenALaterVersionIsPromotedByHand() {
        start(Mode.PROPOSE);
        waitBehind();
        handle(approval(OTHER));
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        assertThat(ended(2).stage()).isEqualTo(Stage.PROMOTED);
        assertThat(contest().number()).isEqualTo(3);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().champion()).isEqualTo(version(OTHER));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
        assertThat(ended(1).stage()).isEqualTo(Stage.UNDECIDED);
        assertThat(ended(1).reason()).isEqualTo("the champion has changed");
        assertThat(waiting()).isEmpty();
        play(ALWAYS, NEVER);
        assertThat(contest().stage()).isEqualTo(Stage.WORSE);
        assertThat(waiting()).isEmpty();
    }

    /** It is the champion again while it waits behind another contest. */
    @Test
    void shouldStateWhyAVersionThatWaitedBecameTheChampion() {
        start(Mode.PROPOSE);
        holdBackAndWait();
        handle(rollback());
        assertThat(ended(2).stage()).isEqualTo(Stage.PROMOTED);
        assertThat(ended(2).reason()).isEqualTo("rolled back by hand");
    }

    @Test
    void shouldRecordTheEndOfAWaitByAnApproval() {
        start(Mode.PROPOSE);
        waitBehind();
        handle(approval(BETTER));
        assertThat(ended(1).stage()).isEqualTo(Stage.SERVING);
        assertThat(contest().number()).isEqualTo(2);
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }

    /** The share that it keeps since the promotion of another one is no approval. */
    @Test
    void shouldKeepTheWaitOfAFormerChampionThatHoldsBackAShare() {
        start(Mode.PROPOSE);
        holdBackAndWait();
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
        assertThat(table().serving())
                .isEqualTo(new Serving.Holdback(version(PROJECT.seed()), .05, NOON));
        assertThat(waiting()).containsExactly(version(PROJECT.seed()));
        play(ALWAYS, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(PROJECT.seed()));
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
    }

    @Test
    void shouldRecordTheEndOfAWaitByDrift() {
        start(Mode.PROPOSE);
        waitBehind();
        drift();
        assertThat(ended(1).stage()).isEqualTo(Stage.UNDECIDED);
        assertThat(ended(2).stage()).isEqualTo(Stage.UNDECIDED);
        assertThat(contest().number()).isEqualTo(2);
    }

    @Test
    void shouldShowOnlyTheNewestOfThoseThatWaitWithoutAGate() {
        handle(
                new AdaptStarted(
                        Traffic.judgedBy(Mode.PROPOSE, false, true), Prices.NONE, NOON, "ada"));
        handle(offer(BETTER));
        handle(offer(OTHER));
        assertThat(waiting()).containsExactly(version(OTHER));
        handle(approval(OTHER));
        assertThat(waiting()).isEmpty();
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        assertThat(waiting()).isEmpty();
    }

    /** The other result lacks a frozen text, so it passes nothing and takes no place. */
    @Test
    void shouldShowWhatStillWaitsWithoutAGate() {
        Project judged = Traffic.judgedBy(Mode.PROPOSE, false, true);
        Project frozen = judged.withAdapt(judged.adapt().withFrozen(List.of("the words")));
        handle(new AdaptStarted(frozen, Prices.NONE, NOON, "ada"));
        handle(offer(BETTER));
        handle(offer(OTHER));
        assertThat(ended(2).stage()).isEqualTo(Stage.UNDECIDED);
        assertThat(waiting()).containsExactly(version(BETTER));
    }

    @Test
    void shouldShowWhatWaitsBehindALaterContest() {
        start(Mode.PROPOSE);
        waitBehind();
        assertThat(waiting()).containsExactly(version(BETTER));
        play(ALWAYS, NEVER);
        assertThat(waiting()).containsExactly(version(BETTER));
        handle(offer(THIRD));
        play(NEVER, ALWAYS);
        assertThat(waiting()).containsExactly(version(THIRD));
    }

    /** Returns the versions that a person sees as waiting. */
    private List<VersionId> waiting() {
        Map<String, GateContest> last = new TreeMap<>();
        for (GateContest contest : all(GateContest.class)) last.put(contest.key(), contest);
        VersionHistory history = new VersionHistory(List.copyOf(last.values()), List.of());
        return last.values().stream().filter(history::waits).map(GateContest::challenger).toList();
    }

    /** An application that reports serials of another system must not fill the store. */
    @Test
    void shouldRefuseJudgementsOfTablesThatDoNotComeOnceManyWait() {
        start(Mode.PROPOSE);
        for (int i = 0; i < 1000; i++) assertThat(decide(ofTable(i, 9999)).rejected()).isNull();
        assertThat(decide(ofTable(1000, 9999)).rejected())
                .isEqualTo(
                        "the answer to task `u1000` names serving table 9999, which project words|1 does not have here: report the `serial` of the table that chose the version, and key the record by the project with Kafka's default partitioner");
        assertThat(decide(judged(1001, true)).rejected()).isNull();
    }

    private TaskJudged ofTable(int number, long serial) {
        TaskJudged judged = judged(number, true);
        return new TaskJudged(
                judged.project(),
                judged.task(),
                judged.group(),
                judged.version(),
                new Serial(serial),
                judged.probability(),
                judged.served(),
                judged.score(),
                judged.evidence());
    }

    /** The former champion serves again. */
    private RolledBack rollback() {
        return new RolledBack(PROJECT.id(), version(PROJECT.seed()), table().serial(), "", "ada");
    }

    /** The champion scores well for long, and then badly. */
    private void drift() {
        int number = 0;
        for (; number < 600; number++) handle(judged(number, number % 10 != 0));
        while (contest().stage() == Stage.OPEN && number < 3000)
            handle(judged(number, number++ % 2 == 0));
    }

    private void promote() {
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        for (int i = 0; table().serving() instanceof Serving.Canary; i++)
            handle(judged(i, true, Duration.ofHours(24)));
        assertThat(table().champion()).isEqualTo(version(BETTER));
    }

    /** Another version is contested while one that passed waits for an approval. */
    private void waitBehind() {
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(offer(OTHER));
        assertThat(contest().number()).isEqualTo(2);
    }
}
