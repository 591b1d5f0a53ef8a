package metatextgrad.experiments;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OracleResultTest {
    @Test
    void shouldCompareTrialsWithTheSameBatches() {
        List<OracleTrial> trials = new ArrayList<>();
        double[] base = {.4, .5, .6, .7};
        for (int i = 0; i < 4; i++) {
            for (OracleDescription kind : OracleDescription.values())
                trials.add(trial(kind, i, base[i]));
            trials.set(
                    trials.indexOf(trial(OracleDescription.IDEAL, i, base[i])),
                    trial(OracleDescription.IDEAL, i, base[i] + (i % 2 == 0 ? .2 : .3)));
        }
        OracleResult result = OracleResult.of("tgd", trials, 2);
        OracleResult.Row ideal = result.rows().getFirst();
        assertThat(ideal.description()).isEqualTo(OracleDescription.IDEAL);
        assertThat(ideal.test().mean()).isCloseTo(.8, within(1e-9));
        assertThat(ideal.minusBase().mean()).isCloseTo(.25, within(1e-9));
        assertThat(ideal.minusBase().error()).isCloseTo(.0288675, within(1e-6));
        assertThat(result.rows().get(1).minusBase()).isEqualTo(new MeanWithError(0, 0, 4));
        // The best of .4 and .5, and of .6 and .7, by validation.
        assertThat(requireNonNull(result.restarts()).mean()).isCloseTo(.6, within(1e-9));
        assertThat(requireNonNull(result.idealMinusRestarts()).mean()).isCloseTo(.2, within(1e-9));
        assertThat(result.metaLevelCanWin()).isTrue();
    }

    @Test
    void shouldShowNothingWithTooFewTrials() {
        OracleResult result =
                OracleResult.of("tgd", List.of(trial(OracleDescription.BASE, 0, .5)), 2);
        assertThat(result.restarts()).isNull();
        assertThat(result.metaLevelCanWin()).isFalse();
    }

    @Test
    void shouldRequireTwoHalfWidths() {
        assertThat(new MeanWithError(.42, .1, 20).isAboveZeroBy(2)).isTrue();
        assertThat(new MeanWithError(.41, .1, 20).isAboveZeroBy(2)).isFalse();
        assertThat(new MeanWithError(.80, .1, 3).isAboveZeroBy(2)).isFalse();
        assertThat(new MeanWithError(.40, 0, 1).isAboveZeroBy(2)).isFalse();
    }

    private static OracleTrial trial(OracleDescription kind, int number, double test) {
        return new OracleTrial("tgd", kind, 0, number, test, test);
    }
}
