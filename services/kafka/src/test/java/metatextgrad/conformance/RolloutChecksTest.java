package metatextgrad.conformance;

import static metatextgrad.rollout.Rolling.LEARNED;
import static metatextgrad.rollout.Rolling.NEW;
import static metatextgrad.rollout.Rolling.OLD;
import static metatextgrad.rollout.Rolling.approve;
import static metatextgrad.rollout.Rolling.offer;
import static metatextgrad.rollout.Rolling.promote;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Serving;
import metatextgrad.rollout.Rolling;
import org.junit.jupiter.api.Test;

/** METHOD §6.5 check 45: an approved version that turns out worse is rolled back automatically. */
final class RolloutChecksTest {
    @Test
    void method45ShouldGiveTheTrafficBackToTheChampionWhenTheChallengerIsWorse() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .2, 1));
        int answers = rolling.serve(0, 5_000, version -> version.equals(NEW) ? .4 : .8);
        assertThat(answers).isBetween(30, 400);
        assertThat(rolling.table())
                .satisfies(
                        table -> {
                            assertThat(table.champion()).isEqualTo(OLD);
                            assertThat(table.serving()).isEqualTo(new Serving.Alone());
                            assertThat(table.serial()).isEqualTo(new Serial(3));
                            assertThat(table.why())
                                    .startsWith("the challenger " + NEW + " is worse: ");
                        });
    }

    @Test
    void method45ShouldServeTheChampionBeforeAgainWhenTheNewOneIsWorse() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .2, 1));
        rolling.handle(promote(2));
        assertThat(rolling.table().champion()).isEqualTo(NEW);
        assertThat(rolling.table().earlier()).containsExactly(OLD);
        int answers = rolling.serve(0, 20_000, version -> version.equals(NEW) ? .4 : .8);
        assertThat(answers).isBetween(30, 2_000);
        assertThat(rolling.table())
                .satisfies(
                        table -> {
                            assertThat(table.champion()).isEqualTo(OLD);
                            assertThat(table.earlier()).isEmpty();
                            assertThat(table.serving()).isEqualTo(new Serving.Alone());
                            assertThat(table.serial()).isEqualTo(new Serial(4));
                            assertThat(table.why())
                                    .startsWith("the new champion " + NEW + " is worse: ");
                        });
    }

    @Test
    void method45ShouldLeaveAChallengerAloneThatIsNotWorse() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .2, 1));
        assertThat(rolling.serve(0, 3_000, version -> .6)).isEqualTo(3_000);
        assertThat(rolling.table().serial()).isEqualTo(new Serial(2));
        assertThat(rolling.tables())
                .extracting(table -> table.serial().number())
                .isEqualTo(List.of(1L, 2L));
    }
}
