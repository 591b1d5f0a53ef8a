package metatextgrad.bench.soak;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.cli.text.Texts;

/**
 * All measures at one moment.
 *
 * @param seconds since the start of the load
 * @param calls of models since then
 */
record SoakSample(double seconds, long calls, Map<SoakMeasure, Double> values) {
    double value(SoakMeasure measure) {
        return requireNonNull(values.get(measure));
    }

    String sentence() {
        return Stream.concat(
                        Stream.of(Texts.format("%.0f s", seconds), calls + " calls"),
                        Stream.of(SoakMeasure.values())
                                .map(one -> Texts.format("%s %.1f", one.label(), value(one))))
                .collect(Collectors.joining(", "));
    }
}
