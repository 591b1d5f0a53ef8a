package metatextgrad.services.mtg;

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
 */
final class BenchPaths implements BenchPart {
    private static final double LOOP = 300;

    @Override
    public String name() {
        return "paths";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public List<BenchFigure> measure(
            BenchGround ground, BenchScale scale, Consumer<String> progress) {
        List<BenchFigure> figures = new ArrayList<>();
        try (ServiceRunner candidate = ground.start(new CandidateService())) {
            int number = 0;
            for (BenchPoint point : scale.all() ? BenchPoint.all() : BenchPoint.quick()) {
                progress.accept("paths: " + point.title());
                try (BenchCell cell = BenchCell.start(ground, point, ++number, candidate)) {
                    // The first time loads classes and compiles.
                    if (number == 1) go(cell, 1, scale.path() / 4);
                    figures.addAll(figures(point, go(cell, scale.rounds(), scale.path())));
                }
            }
        }
        return figures;
    }

    private static Map<BenchPath, Double> go(BenchCell cell, int rounds, int calls) {
        Map<BenchPath, List<Double>> rates = new EnumMap<>(BenchPath.class);
        for (int round = 0; round < rounds; round++) {
            for (BenchPath path : BenchPath.values())
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

    private static List<BenchFigure> figures(BenchPoint point, Map<BenchPath, Double> rates) {
        List<BenchFigure> figures = new ArrayList<>();
        rates.forEach(
                (path, rate) -> {
                    BenchFigure figure =
                            BenchFigure.of(
                                    "paths.%s.%s".formatted(point.name(), path.figure()),
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

    private static BenchFigure ratio(
            BenchPoint point, Map<BenchPath, Double> rates, BenchPath one, BenchPath other) {
        return BenchFigure.of(
                "paths.%s.%sBy%s".formatted(point.name(), one.figure(), other.figure()),
                "  %s by %s".formatted(one.title(), other.title()),
                rates.getOrDefault(one, 0.0) / rates.getOrDefault(other, Double.NaN),
                "times");
    }
}
