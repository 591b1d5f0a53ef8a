package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.experiment.Comparison;
import metatextgrad.experiment.Outcome;
import metatextgrad.experiment.Transfer;
import metatextgrad.statistics.CrossedBootstrap;

/** What a transfer came to, for people or as JSON. */
final class TransferReport {
    private static final List<String> ROWS =
            List.of(Transfer.BASE, Transfer.TRANSFERRED, Transfer.OWN);
    private static final ObjectMapper JSON = new ObjectMapper();

    private TransferReport() {}

    static String of(String from, String to, Map<String, List<Outcome>> outcomes, Output output) {
        return switch (output) {
            case table -> String.join("\n", table(from, to, outcomes));
            case json -> json(from, to, outcomes);
        };
    }

    private static List<String> table(String from, String to, Map<String, List<Outcome>> outcomes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("learned in " + from + ", used in " + to, "test", "minus base", "95 %"));
        for (String name : ROWS) {
            CrossedBootstrap test = Comparison.mean(of(outcomes, name));
            CrossedBootstrap minus = minusBase(outcomes, name);
            rows.add(
                    List.of(
                            name,
                            format("%.3f", test.estimate()),
                            format("%+.3f", minus.estimate()),
                            format("%+.3f to %+.3f", minus.low(), minus.high())));
        }
        List<String> lines = new ArrayList<>(Grid.PLAIN.rows(rows));
        lines.add("");
        lines.add(
                "The models were simulated: this shows the mechanism, and nothing about your task.");
        return lines;
    }

    private static String json(String from, String to, Map<String, List<Outcome>> outcomes) {
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 1);
        root.put("from", from).put("to", to).put("simulated", true);
        ObjectNode rows = root.putObject("rows");
        for (String name : ROWS) {
            CrossedBootstrap minus = minusBase(outcomes, name);
            rows.putObject(name)
                    .put("test", Comparison.mean(of(outcomes, name)).estimate())
                    .put("minusBase", minus.estimate())
                    .put("low", minus.low())
                    .put("high", minus.high());
        }
        return root.toPrettyString();
    }

    private static CrossedBootstrap minusBase(Map<String, List<Outcome>> outcomes, String name) {
        return Comparison.of(Transfer.BASE, of(outcomes, name), of(outcomes, Transfer.BASE))
                .difference();
    }

    private static List<Outcome> of(Map<String, List<Outcome>> outcomes, String name) {
        return requireNonNull(outcomes.get(name), name);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
