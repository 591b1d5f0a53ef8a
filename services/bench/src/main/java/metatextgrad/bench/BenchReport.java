package metatextgrad.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;

/**
 * All figures of one benchmark.
 *
 * @param figures by their names
 * @param notMeasured why parts have no figures, a line each
 */
record BenchReport(BenchMachine machine, Map<String, BenchFigure> figures, List<String> notMeasured)
        implements View {
    static BenchReport of(
            BenchMachine machine, List<BenchFigure> measured, List<String> notMeasured) {
        Map<String, BenchFigure> figures = new LinkedHashMap<>();
        measured.forEach(one -> figures.put(one.name(), one));
        return new BenchReport(machine, figures, List.copyOf(notMeasured));
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(line("", "measured", "target", ""));
        for (BenchFigure one : figures.values())
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
