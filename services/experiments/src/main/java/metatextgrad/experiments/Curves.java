package metatextgrad.experiments;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Best validation score against requests, averaged over seeds, at equal fractions of the mean
 * requests of metaTextGrad. A search that ended earlier keeps its last score.
 *
 * @param requests the requests at which the curves are read
 * @param validation scores by method name, for methods that search
 */
public record Curves(List<Long> requests, Map<String, List<Double>> validation) {
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
        Map<String, List<Double>> methods = new TreeMap<>();
        for (Method method : experiment.methods()) {
            List<MethodOutcome> outcomes = experiment.of(method);
            if (outcomes.getFirst().curve().isEmpty()) continue;
            methods.put(method.name(), requests.stream().map(at -> mean(outcomes, at)).toList());
        }
        return new Curves(requests, methods);
    }

    /** Returns the best validation score after this number of requests, for each seed. */
    public static double[] perSeed(List<MethodOutcome> outcomes, long requests) {
        return outcomes.stream().mapToDouble(one -> at(one.curve(), requests)).toArray();
    }

    private static double mean(List<MethodOutcome> outcomes, long at) {
        return Arrays.stream(perSeed(outcomes, at)).average().orElseThrow();
    }

    private static double at(List<CurvePoint> curve, long requests) {
        double reached = 0;
        for (CurvePoint point : curve)
            if (point.requests() <= requests) reached = point.validation();
        return reached;
    }
}
