package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.services.candidate.CandidateService;
import metatextgrad.services.mtg.BenchFigure.Target;
import metatextgrad.streams.ServiceRunner;

/**
 * How many calls a second go on each {@link BenchPath}, in turns, so that whatever else the machine
 * does meets all of them alike; the median of the rounds counts.
 *
 * @param part whose figures these are
 * @param calls of each path in a round, where the point has no reason for more or fewer
 * @param warmUp seconds that are not counted
 */
record BenchTurns(String part, int rounds, int calls, int warmUp) {
    private static final double LOOP = 300;

    List<BenchFigure> measure(
            BenchGround ground, List<BenchPoint> points, Consumer<String> progress) {
        List<BenchFigure> figures = new ArrayList<>();
        try (ServiceRunner candidate = ground.start(new CandidateService())) {
            for (int i = 0; i < points.size() && !Ending.begun(); i++) {
                BenchPoint point = points.get(i);
                String place = "%s %d of %d".formatted(part, i + 1, points.size());
                progress.accept(place + ": " + point.title());
                try (BenchCell cell = BenchCell.start(ground, point, part + "-" + i, candidate)) {
                    if (i == 0) warmUp(cell);
                    figures.addAll(figures(point, rates(cell, i)));
                }
            }
        }
        return figures;
    }

    /** Loads classes and compiles. */
    private void warmUp(BenchCell cell) {
        long end = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
        do {
            for (BenchPath path : BenchPath.values()) cell.go(path, calls / 4);
        } while (System.nanoTime() < end);
    }

    /**
     * @param first tells which path begins
     */
    private Map<BenchPath, Double> rates(BenchCell cell, int first) {
        Map<BenchPath, List<Double>> rates = new EnumMap<>(BenchPath.class);
        for (int round = 0; round < rounds; round++) {
            for (BenchPath path : BenchPath.order(first + round))
                rates.computeIfAbsent(path, any -> new ArrayList<>())
                        .add(cell.go(path, calls).rate());
        }
        Map<BenchPath, Double> medians = new EnumMap<>(BenchPath.class);
        rates.forEach((path, all) -> medians.put(path, median(all)));
        return medians;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private List<BenchFigure> figures(BenchPoint point, Map<BenchPath, Double> rates) {
        List<BenchFigure> figures = new ArrayList<>();
        rates.forEach(
                (path, rate) -> {
                    BenchFigure figure =
                            BenchFigure.of(
                                    "%s.%s.%s".formatted(part, point.name(), path.figure()),
                                    point.title() + ": " + path.title(),
                                    rate,
                                    "calls/s");
                    boolean promised =
                            path == BenchPath.LOOP && point.equals(BenchPoint.NO_LATENCY);
                    figures.add(promised ? figure.against(Target.atLeast(LOOP)) : figure);
                });
        figures.add(ratio(point, rates, BenchPath.WORKER, BenchPath.DIRECT));
        figures.add(ratio(point, rates, BenchPath.LOOP, BenchPath.DIRECT));
        figures.add(ratio(point, rates, BenchPath.LOOP, BenchPath.NAIVE));
        return figures;
    }

    private BenchFigure ratio(
            BenchPoint point, Map<BenchPath, Double> rates, BenchPath one, BenchPath other) {
        return BenchFigure.of(
                "%s.%s.%sBy%s".formatted(part, point.name(), one.figure(), other.figure()),
                "  %s by %s".formatted(one.title(), other.title()),
                rates.getOrDefault(one, 0.0) / rates.getOrDefault(other, Double.NaN),
                "times");
    }
}
