package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.process.ShutdownState;
import metatextgrad.services.streams.CandidateService;
import metatextgrad.streams.ServiceRunner;

/**
 * Measures the calls per second of each {@link CallPath}. Paths take turns, so that other work of
 * the machine affects all of them; the median of the rounds counts.
 *
 * @param part name of the part of the benchmark
 * @param rounds an odd number, so that one round is the median
 * @param calls usual number of calls of each path in a round
 * @param warmUp seconds that are not counted
 */
record PathMeasurement(String part, int rounds, int calls, int warmUp) {
    private static final double LOOP = 300;

    /** Measures the points of the grid that differ from its middle in one thing each. */
    static List<BenchFigure> paths(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        return new PathMeasurement("paths", scale.rounds(), scale.path(), scale.warmUp())
                .measure(environment, scale.all() ? GridPoint.star() : GridPoint.quick(), progress);
    }

    /** Returns all points of the grid, once each and with half of the calls. */
    static List<BenchFigure> grid(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        return new PathMeasurement("grid", 1, scale.path() / 2, scale.warmUp())
                .measure(environment, GridPoint.grid(), progress);
    }

    List<BenchFigure> measure(
            BenchEnvironment environment, List<GridPoint> points, Consumer<String> progress) {
        List<BenchFigure> figures = new ArrayList<>();
        try (ServiceRunner candidate = environment.start(new CandidateService())) {
            for (int i = 0; i < points.size() && !ShutdownState.begun(); i++) {
                GridPoint point = points.get(i);
                String place = "%s %d of %d".formatted(part, i + 1, points.size());
                progress.accept(place + ": " + point.title());
                try (PathComparison cell =
                        new PathComparison(environment, point, part + "-" + i, candidate)) {
                    if (i == 0) warmUp(cell);
                    figures.addAll(figures(point, rates(cell, i)));
                }
            }
        }
        return figures;
    }

    /** Loads classes and compiles. */
    private void warmUp(PathComparison cell) {
        long end = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
        do {
            for (CallPath path : CallPath.values()) cell.go(path, calls / 4);
        } while (System.nanoTime() < end);
    }

    /**
     * @param first number of the path that begins
     */
    private Map<CallPath, Double> rates(PathComparison cell, int first) {
        Map<CallPath, List<Double>> rates = new EnumMap<>(CallPath.class);
        for (int round = 0; round < rounds; round++) {
            for (CallPath path : CallPath.order(first + round))
                rates.computeIfAbsent(path, any -> new ArrayList<>())
                        .add(cell.go(path, calls).rate());
        }
        Map<CallPath, Double> medians = new EnumMap<>(CallPath.class);
        rates.forEach(
                (path, all) -> medians.put(path, all.stream().sorted().toList().get(rounds / 2)));
        return medians;
    }

    private List<BenchFigure> figures(GridPoint point, Map<CallPath, Double> rates) {
        List<BenchFigure> figures = new ArrayList<>();
        rates.forEach(
                (path, rate) -> {
                    BenchFigure figure =
                            figure(
                                    "%s.%s.%s".formatted(part, point.name(), path.figure()),
                                    point.title() + ": " + path.title(),
                                    rate,
                                    "calls/s");
                    boolean promised = path == CallPath.LOOP && point.equals(GridPoint.NO_LATENCY);
                    figures.add(promised ? figure.atLeast(LOOP) : figure);
                });
        figures.add(ratio(point, rates, CallPath.WORKER, CallPath.DIRECT));
        figures.add(ratio(point, rates, CallPath.LOOP, CallPath.DIRECT));
        figures.add(ratio(point, rates, CallPath.LOOP, CallPath.NAIVE));
        return figures;
    }

    private BenchFigure ratio(
            GridPoint point, Map<CallPath, Double> rates, CallPath one, CallPath other) {
        return figure(
                "%s.%s.%sBy%s".formatted(part, point.name(), one.figure(), other.figure()),
                "  %s by %s".formatted(one.title(), other.title()),
                rates.getOrDefault(one, 0.0) / rates.getOrDefault(other, Double.NaN),
                "times");
    }
}
