package metatextgrad.services.mtg;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one benchmark.
 *
 * @param notMeasured why parts have no figures, a line each
 */
record BenchReport(
        @JsonIgnore List<String> text,
        Machine machine,
        Map<String, Figure> figures,
        List<String> notMeasured)
        implements View {
    /** The machine; {@code loadAverage} is null if unknown. */
    record Machine(int processors, @Nullable Double loadAverage, boolean busy, String java) {}

    /** A figure; without a target the last three are null. */
    record Figure(
            double value,
            String unit,
            @Nullable Double atMost,
            @Nullable Double atLeast,
            @Nullable Boolean met) {}

    static BenchReport of(
            BenchMachine machine, List<BenchFigure> measured, List<String> notMeasured) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (BenchFigure one : measured)
            figures.put(
                    one.name(),
                    new Figure(one.value(), one.unit(), one.atMost(), one.atLeast(), one.met()));
        return new BenchReport(
                text(machine, measured, notMeasured),
                new Machine(
                        machine.processors(),
                        machine.load() < 0 ? null : (Double) machine.load(),
                        machine.busy(),
                        machine.java()),
                figures,
                List.copyOf(notMeasured));
    }

    private static List<String> text(
            BenchMachine machine, List<BenchFigure> measured, List<String> notMeasured) {
        List<String> lines = new ArrayList<>();
        lines.add(line("", "measured", "target", ""));
        for (BenchFigure one : measured)
            lines.add(line(one.title(), one.measured(), one.target(), one.verdict()));
        lines.add("");
        notMeasured.forEach(reason -> lines.add("not measured: " + reason));
        lines.add(machine.sentence());
        return lines;
    }

    private static String line(String title, String measured, String target, String verdict) {
        return Texts.format("%-58s %13s %18s  %s", title, measured, target, verdict)
                .stripTrailing();
    }
}
