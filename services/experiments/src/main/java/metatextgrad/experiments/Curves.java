package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Best validation score against requests, averaged over seeds, at equal fractions of the mean
 * requests of metaTextGrad. A search that ended earlier keeps its last score.
 *
 * @param requests the requests at which the curves are read
 * @param validation scores by method name, for methods that search; null before every seed has one
 */
public record Curves(List<Long> requests, Map<String, List<@Nullable Double>> validation) {
    private static final int POINTS = 8;

    public Curves {
        requests = List.copyOf(requests);
        validation = Collections.unmodifiableMap(new TreeMap<>(validation));
    }

    public static Curves of(Experiment experiment) {
        long max =
                (long)
                        experiment.of(Method.Kind.METATEXTGRAD).stream()
                                .mapToLong(outcome -> outcome.curve().getLast().requests())
                                .average()
                                .orElse(0);
        List<Long> requests =
                LongStream.rangeClosed(1, POINTS).map(i -> max * i / POINTS).boxed().toList();
        Map<String, List<@Nullable Double>> methods = new TreeMap<>();
        for (Method method : experiment.methods()) {
            List<MethodOutcome> outcomes = experiment.of(method);
            if (outcomes.getFirst().curve().isEmpty()) continue;
            List<@Nullable Double> scores = new ArrayList<>();
            for (long at : requests) {
                double mean = mean(outcomes, at);
                scores.add(Double.isNaN(mean) ? null : (Double) mean);
            }
            methods.put(method.name(), scores);
        }
        return new Curves(requests, methods);
    }

    /** Whether a curve falls: scores on half of the tasks gave way to scores on all (ADR 51). */
    public boolean falls() {
        return validation.values().stream().anyMatch(Curves::falls);
    }

    private static boolean falls(List<@Nullable Double> scores) {
        double last = 0;
        for (Double score : scores) {
            if (score == null) continue;
            if (score < last) return true;
            last = score;
        }
        return false;
    }

    /**
     * Returns the best validation score after this number of requests, for each seed; NaN of a seed
     * that has none yet.
     */
    public static double[] perSeed(List<MethodOutcome> outcomes, long requests) {
        return outcomes.stream().mapToDouble(one -> at(one.curve(), requests)).toArray();
    }

    private static double mean(List<MethodOutcome> outcomes, long at) {
        return Arrays.stream(perSeed(outcomes, at)).average().orElseThrow();
    }

    private static double at(List<CurvePoint> curve, long requests) {
        double reached = Double.NaN;
        for (CurvePoint point : curve)
            if (point.requests() <= requests) reached = point.validation();
        return reached;
    }
}
