package metatextgrad.experiments.expectation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import metatextgrad.experiments.expectation.Expectation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Collects the differences of studies, and evaluates expectations when all are there. Not
 * thread-safe.
 */
public final class Expectations {
    private final List<Expectation> expected;
    private final Map<Expectation, Map<String, double[][]>> studies = new LinkedHashMap<>();
    private final Map<Expectation, Map<String, SortedMap<Double, double[][]>>> doses =
            new LinkedHashMap<>();

    public Expectations(List<Expectation> expected) {
        this.expected = List.copyOf(expected);
    }

    /**
     * Adds a study.
     *
     * @param name unique name of the study
     * @param family the name without its dose
     * @param dose null for a study without a dose, which has no slope
     * @param minus returns the difference to a method, with a row per seed and a column per item
     */
    public void add(
            String name, String family, @Nullable Double dose, Function<String, double[][]> minus) {
        for (Expectation one : expected) {
            double[][] values = minus.apply(one.against());
            if (one.kind() != Kind.DOES_NOT_FALL)
                studies.computeIfAbsent(one, any -> new LinkedHashMap<>()).put(name, values);
            else if (dose != null)
                doses.computeIfAbsent(one, any -> new LinkedHashMap<>())
                        .computeIfAbsent(family, any -> new TreeMap<>())
                        .put(dose, values);
        }
    }

    /** Returns a row per expectation and study, or all doses of a study. */
    public List<ExpectationResult> results() {
        List<ExpectationResult> results = new ArrayList<>();
        int nulls =
                studies.entrySet().stream()
                        .filter(one -> one.getKey().kind() == Kind.CONTAINS_0)
                        .mapToInt(one -> one.getValue().size())
                        .sum();
        studies.forEach(
                (one, tables) ->
                        tables.forEach(
                                (study, values) ->
                                        results.add(
                                                ExpectationResult.of(study, one, values, nulls))));
        doses.forEach(
                (one, families) ->
                        families.forEach(
                                (family, curve) ->
                                        results.add(
                                                ExpectationResult.of(
                                                        family, one, slopes(curve), 1))));
        return results;
    }

    /** Returns the slope of the regression line over the doses, for each seed and item. */
    static double[][] slopes(SortedMap<Double, double[][]> curve) {
        double mean = curve.keySet().stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares =
                curve.keySet().stream().mapToDouble(dose -> (dose - mean) * (dose - mean)).sum();
        double[][] any = requireNonNull(curve.get(curve.firstKey()));
        double[][] slopes = new double[any.length][any[0].length];
        // With a single dose all slopes are NaN, so the interval is the whole range.
        curve.forEach(
                (dose, values) -> {
                    for (int seed = 0; seed < slopes.length; seed++) {
                        for (int item = 0; item < slopes[seed].length; item++)
                            slopes[seed][item] += (dose - mean) / squares * values[seed][item];
                    }
                });
        return slopes;
    }
}
