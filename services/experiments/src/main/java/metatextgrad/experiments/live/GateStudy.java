package metatextgrad.experiments.live;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.rollout.PairedTest;
import metatextgrad.statistics.PromotionLevel;

/**
 * How often the tests of a gate and of a canary promote a version that is no better, and how many
 * tasks they need for one that is. Deterministic: each contest has draws of its own. Calls no
 * model.
 */
public final class GateStudy {
    /** The stated level of a contest, and of a life with e-LOND. */
    public static final double ALPHA = .05;

    /** A gate judges at most this many tasks, and is undecided then. */
    public static final int MAX_ITEMS = 3_000;

    /** Contests in the life of a project. */
    public static final int CONTESTS = 200;

    /** Contests of a life whose challenger is better, by {@link #GAIN_OF_LIFE}. */
    public static final int GAINS = 20;

    /** How much better these challengers are. */
    public static final double GAIN_OF_LIFE = .1;

    private static final int POOL = 6_000;

    private GateStudy() {}

    /** How the level of a contest is chosen. */
    public enum LevelRule {
        E_LOND,
        PER_CONTEST;

        /**
         * Returns the most wrong promotions of a life, on average, as stated before it begins; NaN
         * if the rule bounds their share instead.
         */
        public double expectedWrong() {
            return this == PER_CONTEST ? ALPHA * CONTESTS : Double.NaN;
        }

        private double level(int contest, int promotions) {
            return switch (this) {
                case E_LOND -> PromotionLevel.eLond(ALPHA, contest, promotions);
                case PER_CONTEST -> ALPHA;
            };
        }
    }

    /** The promotions of one life, and how many of them were wrong. */
    public record Life(int promotions, int wrong) {
        public double wrongShare() {
            return promotions == 0 ? 0 : wrong / (double) promotions;
        }
    }

    /** Counts the contests of this many that promote. */
    public static int promotions(PairedWorld world, int contests) {
        return count(
                world.name(),
                contests,
                random -> stop(world.differences(MAX_ITEMS, random), ALPHA) > 0);
    }

    /** Counts the contests of this many that promote. */
    public static int promotions(CanaryWorld world, int contests) {
        return count(world.name(), contests, random -> world.promotes(ALPHA, random));
    }

    /** Counts the contests of this many that the test of the shares stops. */
    public static int stops(ShareWorld world, int contests) {
        return count(shares(world), contests, random -> world.stop(random) > 0);
    }

    /** Returns the median number of judged answers until the test of the shares stops. */
    public static int medianStop(ShareWorld world, int contests) {
        int[] stops =
                each(shares(world), contests, world::stop)
                        .mapToInt(stop -> stop > 0 ? stop : Integer.MAX_VALUE)
                        .sorted()
                        .toArray();
        return stops[stops.length / 2];
    }

    private static String shares(ShareWorld world) {
        return "shares " + world.name();
    }

    /**
     * Counts the contests of this many in which a naive loop promotes an equal challenger. It takes
     * answers that users corrected as truth. Users correct 30 % of the champion's wrong answers,
     * and 5 % of its right ones; both programs are right on 70 % of all tasks.
     */
    public static int naivePromotions(int contests) {
        return count(
                "naive",
                contests,
                random -> {
                    double[] corrected =
                            IntStream.range(0, MAX_ITEMS)
                                    .mapToObj(any -> correctedDifference(random))
                                    .flatMapToDouble(OptionalDouble::stream)
                                    .toArray();
                    return stop(corrected, ALPHA) > 0;
                });
    }

    /** Returns the difference on a task, empty if its answer was not corrected. */
    private static OptionalDouble correctedDifference(SplittableRandom random) {
        boolean champion = random.nextDouble() < .7;
        boolean challenger = random.nextDouble() < .7;
        if (random.nextDouble() >= (champion ? .05 : .3)) return OptionalDouble.empty();
        return OptionalDouble.of((challenger ? 1 : 0) - (champion ? 1 : 0));
    }

    /**
     * Returns the median number of tasks until the promotion of a challenger with this gain, beyond
     * all tasks of the pool if half of the contests do not promote.
     */
    public static int medianStop(double gain, int contests) {
        int[] stops =
                each(
                                "power " + gain,
                                contests,
                                random ->
                                        stop(PairedWorld.withGain(gain, POOL, random), POOL, ALPHA))
                        .mapToInt(stop -> stop > 0 ? stop : POOL + 1)
                        .sorted()
                        .toArray();
        return stops[stops.length / 2];
    }

    /** Simulates this many lives. */
    public static Life[] lives(LevelRule rule, int lives) {
        return each("life " + rule, lives, random -> life(rule, random)).toArray(Life[]::new);
    }

    private static Life life(LevelRule rule, SplittableRandom random) {
        boolean[] better = new boolean[CONTESTS];
        for (int placed = 0; placed < GAINS; ) {
            int at = random.nextInt(CONTESTS);
            if (better[at]) continue;
            better[at] = true;
            placed++;
        }
        int promotions = 0;
        int wrong = 0;
        for (int i = 0; i < CONTESTS; i++) {
            double[] differences = PairedWorld.withGain(better[i] ? GAIN_OF_LIFE : 0, POOL, random);
            if (stop(differences, MAX_ITEMS, rule.level(i + 1, promotions)) < 0) continue;
            promotions++;
            if (!better[i]) wrong++;
        }
        return new Life(promotions, wrong);
    }

    private static int stop(double[] differences, double level) {
        return stop(differences, differences.length, level);
    }

    /** Returns after how many tasks the gate promotes; -1 if it ends otherwise. */
    private static int stop(double[] differences, int most, double level) {
        Gate gate = new Gate(0, ALPHA, Gate.Levels.PER_CONTEST, differences.length);
        PairedTest test = PairedTest.begun(gate, level, 0);
        for (int i = 0; i < most && test.result() == Cause.ROUND_UNDECIDED; i++)
            test = test.with(differences[i]);
        return test.result() == Cause.BETTER ? test.better().judged() : -1;
    }

    private static int count(String name, int contests, Predicate<SplittableRandom> promotes) {
        return (int) each(name, contests, promotes::test).filter(promoted -> promoted).count();
    }

    private static <T> Stream<T> each(String name, int count, Function<SplittableRandom, T> one) {
        long first = Arrays.hashCode(name.toCharArray());
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> one.apply(new SplittableRandom((first << 32) + i)));
    }
}
