package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.model.live.MixShift;
import metatextgrad.statistics.Seeds;
import org.junit.jupiter.api.Test;

/** Chance moves the mix of tasks too. Only larger differences are a notice. */
final class MixDistanceTest {
    private static final int BUCKETS = 16;
    private static final int WINDOWS = 10;

    /** Parts of tasks in each bucket: even, peaked, few, one kind with rare others. */
    private static final List<int[]> MIXES =
            List.of(
                    kinds(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
                    kinds(0, 0, 1, 11, 61, 135, 135, 61, 11, 1),
                    kinds(0, 0, 0, 30, 60, 10),
                    kinds(1, 194, 2, 1, 2),
                    kinds(48, 24, 16, 12, 10, 8, 7, 6, 5, 5, 4, 4, 4, 3, 3, 3));

    private static final List<Integer> SIZES = List.of(25, 50, 200, 300, 1_000);

    @Test
    void shouldStateTheIndexTheLimitAndWhatMoved() {
        MixShift shift = MixDistance.of(List.of(500, 300, 200), List.of(50, 30, 120));
        assertThat(shift.distance())
                .isEqualTo(
                        term(.5, .25, 550) + term(.3, .15, 330) + term(.2, .6, 320), within(1e-12));
        // The .9996 quantile of chi-squared with two degrees of freedom is 15.65.
        assertThat(shift.limit()).isCloseTo(15.65 * (1 / 1000. + 1 / 200.), withinPercentage(4));
        assertThat(shift.isChange()).isTrue();
        assertThat(List.of(shift.from(), shift.to())).containsExactly(2, 2);
        assertThat(shift.before()).isEqualTo(.2);
        assertThat(shift.now()).isEqualTo(.6);
    }

    @Test
    void shouldJoinNeighboursWithTooFewTasks() {
        MixShift shift = MixDistance.of(List.of(900, 0, 1, 99, 0), List.of(140, 0, 1, 59, 0));
        assertThat(List.of(shift.from(), shift.to())).containsExactly(2, 3);
        assertThat(shift.now()).isEqualTo(.3);
    }

    @Test
    void shouldCompareNothingWithTooFewTasks() {
        assertThat(MixDistance.of(List.of(0, 0), List.of(10, 10))).isEqualTo(MixShift.NONE);
        assertThat(MixDistance.of(List.of(10, 10), List.of(0, 0))).isEqualTo(MixShift.NONE);
        assertThat(MixDistance.of(List.of(0, 0), List.of(0, 0))).isEqualTo(MixShift.NONE);
        assertThat(MixDistance.of(List.of(9, 0), List.of(0, 9))).isEqualTo(MixShift.NONE);
        assertThat(MixShift.NONE.isChange()).isFalse();
    }

    /** Two features are compared, as in each window. */
    @Test
    void shouldNoticeOneInAThousandWindowsOfEqualMixesAtMost() {
        int windows = 4_000;
        int all = 0;
        for (int size : SIZES)
            for (int mix = 0; mix < MIXES.size(); mix++) {
                int notices = notices(size, mix, windows);
                assertThat(notices).as("%d tasks, mix %d", size, mix).isLessThanOrEqualTo(12);
                all += notices;
            }
        assertThat(all).isLessThanOrEqualTo(windows * SIZES.size() * MIXES.size() / 1_000);
    }

    /** Lengths differ by a factor of two, as the standard deviation. */
    @Test
    void shouldNoticeWithinTwoWindowsThatAThirdIsTwiceAsLong() {
        int noticed = 0;
        int histories = 400;
        for (int i = 0; i < histories; i++) {
            Seeds seeds = Seeds.of("third", i);
            List<List<Integer>> before = new ArrayList<>();
            for (int window = 0; window < WINDOWS; window++)
                before.add(drawn(seeds, MIXES.get(1), 300, false));
            boolean first = changed(before, drawn(seeds, MIXES.get(1), 300, true));
            boolean second = false;
            if (!first) {
                before.removeFirst();
                before.add(drawn(seeds, MIXES.get(1), 300, true));
                second = changed(before, drawn(seeds, MIXES.get(1), 300, true));
            }
            if (first || second) noticed++;
        }
        assertThat(noticed).isGreaterThanOrEqualTo(histories * 95 / 100);
    }

    /** Returns the bucket of each of these parts. */
    private static int[] kinds(int... parts) {
        return IntStream.range(0, parts.length)
                .flatMap(bucket -> IntStream.generate(() -> bucket).limit(parts[bucket]))
                .toArray();
    }

    private static int notices(int size, int mix, int windows) {
        Seeds seeds = Seeds.of("equal", size, mix);
        int[] other = MIXES.get((mix + 1) % MIXES.size());
        List<List<Integer>> lengths = new ArrayList<>();
        List<List<Integer>> words = new ArrayList<>();
        int notices = 0;
        for (int window = 0; window < windows; window++) {
            List<Integer> length = drawn(seeds, MIXES.get(mix), size, false);
            List<Integer> word = drawn(seeds, other, size, false);
            if (changed(lengths, length) || changed(words, word)) {
                notices++;
                lengths.clear();
                words.clear();
            }
            lengths.add(length);
            words.add(word);
            if (lengths.size() > WINDOWS) {
                lengths.removeFirst();
                words.removeFirst();
            }
        }
        return notices;
    }

    private static boolean changed(List<List<Integer>> before, List<Integer> now) {
        List<Integer> sum =
                IntStream.range(0, BUCKETS)
                        .mapToObj(i -> before.stream().mapToInt(one -> one.get(i)).sum())
                        .toList();
        return MixDistance.of(sum, now).isChange();
    }

    /** Draws tasks; of the changed mix a third lies in the next bucket. */
    private static List<Integer> drawn(Seeds seeds, int[] mix, int tasks, boolean changed) {
        List<Integer> numbers = new ArrayList<>(Collections.nCopies(BUCKETS, 0));
        for (int task = 0; task < tasks; task++) {
            int bucket = mix[seeds.below(mix.length)];
            if (changed && seeds.below(3) == 0) bucket++;
            numbers.set(bucket, numbers.get(bucket) + 1);
        }
        return numbers;
    }

    private static double term(double before, double now, int tasks) {
        return (now - before) * (now - before) / (tasks / 1200.);
    }
}
