package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All figures of one benchmark, for people and for scripts.
 *
 * @param failures why parts have no figures, a line each
 */
record BenchReport(BenchMachine machine, List<BenchFigure> figures, List<String> failures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    BenchReport {
        figures = List.copyOf(figures);
        failures = List.copyOf(failures);
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(line("", "measured", "target", ""));
        for (BenchFigure figure : figures)
            lines.add(line(figure.title(), figure.measured(), figure.aim(), figure.verdict()));
        lines.add("");
        failures.forEach(failure -> lines.add("not measured: " + failure));
        lines.add(machine.sentence());
        return lines;
    }

    /** One object: a stable form. */
    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 1);
        root.putObject("machine")
                .put("processors", machine.processors())
                .put("loadAverage", machine.load() < 0 ? null : machine.load())
                .put("busy", machine.busy())
                .put("java", machine.java());
        ObjectNode all = root.putObject("figures");
        for (BenchFigure figure : figures) {
            ObjectNode one = all.putObject(figure.name());
            one.put("value", figure.value()).put("unit", figure.unit());
            BenchFigure.Target target = figure.target();
            if (target == null) continue;
            one.put(target.atMost() ? "atMost" : "atLeast", target.bound());
            one.put("met", target.met(figure.value()));
        }
        if (!failures.isEmpty()) failures.forEach(root.putArray("notMeasured")::add);
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot fail to be written", e);
        }
    }

    private static String line(String title, String measured, String target, String verdict) {
        return String.format(Locale.ROOT, "%-58s %13s %18s  %s", title, measured, target, verdict)
                .stripTrailing();
    }
}
