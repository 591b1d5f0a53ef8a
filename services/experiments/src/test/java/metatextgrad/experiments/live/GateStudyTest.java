package metatextgrad.experiments.live;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.experiments.live.GateStudy.LevelRule;
import metatextgrad.experiments.live.GateStudy.Life;
import org.junit.jupiter.api.Test;

/** The studies of {@code mtg experiment gate} and {@code drift}, at the smallest useful size. */
final class GateStudyTest {
    private static final int CONTESTS = 200;

    @Test
    void shouldSeldomPromoteWhatIsNoBetter() {
        for (PairedWorld world : PairedWorld.values())
            assertThat(GateStudy.promotions(world, CONTESTS)).as(world.name()).isBetween(0, 12);
        for (CanaryWorld world : CanaryWorld.values())
            assertThat(GateStudy.promotions(world, CONTESTS)).as(world.name()).isBetween(0, 12);
    }

    /** Otherwise the worlds would show nothing. */
    @Test
    void shouldPromoteEqualVersionsWhereOnlyCorrectedAnswersCount() {
        assertThat(GateStudy.naivePromotions(20)).isEqualTo(20);
    }

    @Test
    void shouldFindTenPointsWithAboutAsManyTasksAsATestOfFixedSize() {
        assertThat(GateStudy.medianStop(.1, CONTESTS)).isBetween(100, 158);
    }

    @Test
    void shouldKeepWrongPromotionsOfALifeRareWithELondOnly() {
        Life careful = GateStudy.lives(LevelRule.E_LOND, 1)[0];
        assertThat(careful.promotions() - careful.wrong()).isGreaterThan(15);
        assertThat(careful.wrong()).isLessThanOrEqualTo(2);
        Life perContest = GateStudy.lives(LevelRule.PER_CONTEST, 1)[0];
        assertThat(perContest.promotions() - perContest.wrong()).isGreaterThan(15);
        assertThat(perContest.wrong()).isGreaterThan(2);
    }

    @Test
    void shouldStopContestsOnlyIfFeedbackDiffers() {
        assertThat(GateStudy.stops(ShareWorld.STEADY, CONTESTS)).isZero();
        assertThat(GateStudy.stops(ShareWorld.GROWING, CONTESTS)).isZero();
        assertThat(GateStudy.stops(ShareWorld.HALF_FEEDBACK, CONTESTS)).isEqualTo(CONTESTS);
        assertThat(GateStudy.medianStop(ShareWorld.HALF_FEEDBACK, CONTESTS)).isBetween(50, 300);
    }

    @Test
    void shouldNoticeADropAndStaySilentWithoutOne() {
        assertThat(DriftStudy.medianDelay(.8, .7, 3_000, 20)).isBetween(100, 400);
        assertThat(DriftStudy.meanRun(.8, 10)).isGreaterThan(20_000);
    }
}
