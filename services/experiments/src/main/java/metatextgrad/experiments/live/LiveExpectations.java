package metatextgrad.experiments.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import metatextgrad.experiments.expectation.Expectation;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.ExpectationResult.Outcome;
import metatextgrad.experiments.expectation.Expectations;
import metatextgrad.experiments.live.LiveStudy.Ways;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * What a world file expects of a study of its traffic: its clauses that begin with <em>live</em>. A
 * difference to {@code frozen} is that of adapting prompts, one to {@code prompts} that of adapting
 * optimizers too.
 */
public final class LiveExpectations {
    private static final String CLAUSE = "live ";

    private LiveExpectations() {}

    /**
     * A figure of which the world expects that it is 0 in all seeds, in both gated ways.
     *
     * @param value sum over seeds and ways
     */
    public record Never(String what, double value, Outcome outcome) {
        static Never of(String what, List<Ways> seeds, ToDoubleFunction<LiveOutcome> figure) {
            double value =
                    seeds.stream()
                            .mapToDouble(
                                    seed ->
                                            figure.applyAsDouble(seed.prompts())
                                                    + figure.applyAsDouble(seed.adapting()))
                            .sum();
            boolean few = seeds.size() < CrossedBootstrap.MIN_SEEDS;
            return new Never(
                    what,
                    value,
                    value > 0 ? Outcome.MISSED : few ? Outcome.UNDECIDED : Outcome.MET);
        }
    }

    /** Evaluates the expected differences of a world. */
    public static List<ExpectationResult> differences(
            String world, String expect, List<Ways> seeds) {
        Expectations expectations =
                new Expectations(
                        clauses(expect).stream()
                                .filter(clause -> !clause.startsWith("no "))
                                .map(Expectation::parse)
                                .toList());
        expectations.add(world, world, null, against -> minus(against, seeds));
        return expectations.results();
    }

    /** Evaluates what a world expects never to happen. */
    public static List<Never> never(String expect, List<Ways> seeds) {
        List<Never> results = new ArrayList<>();
        for (String clause : clauses(expect)) {
            if (clause.equals("no alarm"))
                results.add(Never.of("alarms", seeds, LiveOutcome::alarms));
            if (clause.equals("no marker"))
                results.add(Never.of("marked answers", seeds, LiveOutcome::marked));
        }
        return results;
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
