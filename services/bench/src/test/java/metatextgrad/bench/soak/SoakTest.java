package metatextgrad.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the lines through the samples of a soak; {@code BenchTest} runs one for seconds. */
final class SoakTest {
    private static final int SAMPLES = 60;

    @Test
    void shouldFitTheLineOfItsPoints() {
        TrendLine line =
                TrendLine.through(new double[] {10, 20, 30, 50}, new double[] {5, 7, 9, 13});

        assertThat(line.start()).isCloseTo(5, within(1e-9));
        assertThat(line.slope()).isCloseTo(.2, within(1e-9));
        assertThat(line.error()).isCloseTo(0, within(1e-9));
        assertThat(line.seconds()).isEqualTo(40);
        assertThat(line.perHour()).isCloseTo(720, within(1e-6));
        assertThat(line.surePercent(1)).isCloseTo(160, within(1e-6));
        assertThat(line.surePercent(80)).isCloseTo(10, within(1e-6));
    }

    @Test
    void shouldFitByLeastSquares() {
        TrendLine line = TrendLine.through(new double[] {0, 1, 2, 3}, new double[] {1, 3, 2, 5});

        assertThat(line.slope()).isCloseTo(1.1, within(1e-9));
        assertThat(line.start()).isCloseTo(1.1, within(1e-9));
        // Residuals -.1, .8, -1.3, .6: their squares are 2.7, of two degrees of freedom.
        assertThat(line.error()).isCloseTo(Math.sqrt(2.7 / 2 / 5), within(1e-9));
        assertThat(line.surePercent(1)).isZero();
    }

    @Test
    void shouldNeedThreePoints() {
        assertThatThrownBy(() -> TrendLine.through(new double[] {0, 1}, new double[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldFindNoRiseInAFallingLine() {
        assertThat(rise(i -> 100 - i)).isZero();
    }

    @Test
    void shouldFindNoRiseInNoiseAroundALevel() {
        for (int seed = 0; seed < 20; seed++) {
            Random noise = new Random(seed);
            assertThat(rise(i -> 100 + 10 * noise.nextGaussian())).isLessThan(5);
        }
    }

    @Test
    void shouldFindALeakInNoise() {
        for (int seed = 0; seed < 20; seed++) {
            Random noise = new Random(seed);
            assertThat(rise(i -> 100 + i + 5 * noise.nextGaussian())).isGreaterThan(15);
        }
    }

    @Test
    void shouldNotCountTheWarmUp() {
        assertThat(rise(i -> Math.min(i, SAMPLES / 3))).isZero();
        assertThat(rise(i -> i < SAMPLES / 3 ? 1 : i)).isGreaterThan(100);
    }

    @Test
    void shouldPrintEachSample() {
        assertThat(sample(3, i -> i).sentence())
                .isEqualTo("30 s, 6 calls, heap 3.0, threads 3.0, files 3.0, stores 3.0, lag 3.0");
    }

    /** The rise of the heap for these values, in percent. */
    private static double rise(IntToDoubleFunction value) {
        List<SoakTrend> trends =
                SoakTrend.of(IntStream.range(0, SAMPLES).mapToObj(i -> sample(i, value)).toList());
        assertThat(trends).extracting(SoakTrend::measure).containsExactly(SoakMeasure.values());
        return trends.getFirst().surePercent();
    }

    private static SoakSample sample(int number, IntToDoubleFunction value) {
        Map<SoakMeasure, Double> values = new EnumMap<>(SoakMeasure.class);
        double measured = value.applyAsDouble(number);
        for (SoakMeasure measure : SoakMeasure.values()) values.put(measure, measured);
        return new SoakSample(10.0 * number, 2L * number, values);
    }
}
