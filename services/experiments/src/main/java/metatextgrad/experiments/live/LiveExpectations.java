package metatextgrad.experiments.live;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.expectation.Expectation;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.ExpectationResult.Outcome;
import metatextgrad.experiments.expectation.Expectations;
import metatextgrad.experiments.live.LiveStudy.Ways;
import metatextgrad.statistics.CrossedBootstrap;
import metatextgrad.statistics.Interval;

/**
 * What a world file expects of a study of its traffic: its clauses that begin with <em>live</em>. A
 * difference to {@code frozen} is that of adapting prompts, one to {@code prompts} that of adapting
 * optimizers too.
 */
public final class LiveExpectations {
    private static final String CLAUSE = "live ";
    private static final String NEVER = "no ";

    /** The share of wrong promotions that the studies of single tests may show too. */
    private static final double MOST_PASSED = .06;

    private LiveExpectations() {}

    /**
     * A figure of which the world expects that it is small, over all seeds. Both gated ways serve
     * the same tasks, so a share is that of the worse one: together they are no larger sample.
     *
     * @param high the upper end of its 95 % interval; the value itself if it has none
     * @param most the largest upper end that is expected
     */
    public record Bound(String what, double value, double high, double most, Outcome outcome) {
        /** A mean that is 0. */
        static Bound zero(String what, List<Ways> seeds, ToDoubleFunction<LiveOutcome> figure) {
            double value =
                    seeds.stream()
                            .flatMap(seed -> Stream.of(seed.prompts(), seed.adapting()))
                            .mapToDouble(figure)
                            .average()
                            .orElse(0);
            boolean few = seeds.size() < CrossedBootstrap.MIN_SEEDS;
            return new Bound(
                    what,
                    value,
                    value,
                    0,
                    value > 0 ? Outcome.MISSED : few ? Outcome.UNDECIDED : Outcome.MET);
        }

        /** A missed figure is worse than one that too few contests decide. */
        private static final Comparator<Bound> WORSE =
                Comparator.comparing((Bound one) -> one.outcome() == Outcome.MISSED)
                        .thenComparing(one -> one.outcome() == Outcome.UNDECIDED)
                        .thenComparingDouble(Bound::high);

        /** The share of contests in which the gate finds a gain. */
        static Bound passed(List<Ways> seeds) {
            Bound prompts = passed(seeds.stream().map(Ways::prompts).toList(), "(b)");
            Bound adapting = passed(seeds.stream().map(Ways::adapting).toList(), "(c)");
            return WORSE.compare(adapting, prompts) > 0 ? adapting : prompts;
        }

        private static Bound passed(List<LiveOutcome> seeds, String way) {
            int contests = seeds.stream().mapToInt(LiveOutcome::contests).sum();
            int passed = seeds.stream().mapToInt(LiveOutcome::passed).sum();
            double share = contests == 0 ? 0 : passed / (double) contests;
            Interval interval = Interval.wilson(share, contests);
            Outcome outcome =
                    interval.high() <= MOST_PASSED
                            ? Outcome.MET
                            : interval.low() > MOST_PASSED ? Outcome.MISSED : Outcome.UNDECIDED;
            return new Bound(
                    Texts.format("share passed of %d contests in %s", contests, way),
                    share,
                    interval.high(),
                    MOST_PASSED,
                    outcome);
        }
    }

    /** Evaluates the expected differences of a world. */
    public static List<ExpectationResult> differences(
            String world, String expect, List<Ways> seeds) {
        Expectations expectations =
                new Expectations(
                        clauses(expect).stream()
                                .filter(clause -> !clause.startsWith(NEVER))
                                .map(Expectation::parse)
                                .toList());
        expectations.add(world, world, null, against -> minus(against, seeds));
        return expectations.results();
    }

    /** Evaluates what a world expects to be rare, or never to happen. */
    public static List<Bound> bounds(String expect, List<Ways> seeds) {
        return clauses(expect).stream()
                .filter(clause -> clause.startsWith(NEVER))
                .map(clause -> bound(clause.substring(NEVER.length()), seeds))
                .toList();
    }

    private static Bound bound(String what, List<Ways> seeds) {
        return switch (what) {
            case "alarm" -> Bound.zero("mean alarms", seeds, LiveOutcome::alarms);
            case "marker" -> Bound.zero("mean share of marked answers", seeds, LiveOutcome::marked);
            case "gain" -> Bound.passed(seeds);
            default -> throw new IllegalArgumentException("no study measures " + what);
        };
    }

    /** Returns a paired difference over the seeds, a row each. */
    public static double[][] minus(
            List<Ways> seeds, Function<Ways, LiveOutcome> one, Function<Ways, LiveOutcome> other) {
        return seeds.stream()
                .map(seed -> new double[] {one.apply(seed).served() - other.apply(seed).served()})
                .toArray(double[][]::new);
    }

    private static double[][] minus(String against, List<Ways> seeds) {
        return switch (against) {
            case "frozen" -> minus(seeds, Ways::prompts, Ways::frozen);
            case "prompts" -> minus(seeds, Ways::adapting, Ways::prompts);
            default -> throw new IllegalArgumentException("no study compares with " + against);
        };
    }

    private static List<String> clauses(String expect) {
        return Arrays.stream(expect.split("; "))
                .filter(clause -> clause.startsWith(CLAUSE))
                .map(clause -> clause.substring(CLAUSE.length()).strip())
                .toList();
    }
}
