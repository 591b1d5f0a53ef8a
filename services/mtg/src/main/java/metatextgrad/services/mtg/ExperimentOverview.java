package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.experiment.Comparison;
import metatextgrad.experiment.Experiment;
import metatextgrad.experiment.Method;
import metatextgrad.experiment.Structures;
import metatextgrad.experiment.Verdict;
import metatextgrad.statistics.CrossedBootstrap;

/** Several studies, one line each, and how often each side won. Not thread-safe. */
final class ExperimentOverview {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Method.Kind> CONTROLS =
            List.of(Method.Kind.RESTARTS, Method.Kind.PLACEBO, Method.Kind.RANDOM_STRUCTURE);

    private final List<List<String>> rows =
            new ArrayList<>(
                    List.of(
                            List.of(
                                    "metatextgrad in",
                                    "test",
                                    "minus restarts",
                                    "minus placebo",
                                    "minus random-structure",
                                    "3 nodes, better",
                                    "verdict")));
    private final ArrayNode studies = JSON.createArrayNode();
    private final List<String> worse = new ArrayList<>();
    private int better;
    private int equal;

    /** Takes in a study that is over; says what it came to, in one line. */
    String add(Study study, Experiment experiment) {
        Structures structures = Structures.of(experiment);
        List<String> row = new ArrayList<>(List.of(study.name()));
        row.add(format("%.3f", test(experiment)));
        for (Method.Kind kind : CONTROLS) row.add(shown(experiment.against(kind)));
        row.add(structures.ofThreeNodes() + "/" + structures.seeds() + ", " + structures.better());
        row.add(experiment.verdict().name().toLowerCase(Locale.ROOT));
        rows.add(row);
        studies.add(json(study, experiment, structures));
        switch (experiment.verdict()) {
            case BETTER -> better++;
            case EQUAL -> equal++;
            case WORSE -> worse.add(study.name());
        }
        return String.join("  ", row);
    }

    String of(ExperimentRunCommand.Form form) {
        return switch (form) {
            case table -> text(Grid.PLAIN);
            case md -> text(Grid.MARKDOWN);
            case json -> json();
        };
    }

    private String text(Grid grid) {
        List<String> lines = new ArrayList<>(grid.rows(rows));
        lines.add("");
        lines.add(
                "The models were simulated: this shows the mechanism, and nothing about your task.");
        lines.add(
                "metaTextGrad was better in %d, equal in %d, worse in %d of %d%s."
                        .formatted(
                                better,
                                equal,
                                worse.size(),
                                rows.size() - 1,
                                worse.isEmpty() ? "" : ": " + String.join(", ", worse)));
        return String.join("\n", lines);
    }

    private String json() {
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 1);
        root.put("simulated", true);
        root.put("better", better).put("equal", equal).put("worse", worse.size());
        root.set("studies", studies);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode json(Study study, Experiment experiment, Structures structures) {
        ObjectNode node = JSON.createObjectNode().put("study", study.name());
        node.put("test", test(experiment));
        ObjectNode minus = node.putObject("minus");
        for (Method.Kind kind : CONTROLS) {
            Comparison one = experiment.against(kind);
            minus.putObject(one.against())
                    .put("estimate", one.difference().estimate())
                    .put("low", one.difference().low())
                    .put("high", one.difference().high());
        }
        node.put("seeds", structures.seeds());
        node.put("ofThreeNodes", structures.ofThreeNodes()).put("better", structures.better());
        Verdict verdict = experiment.verdict();
        return node.put("verdict", verdict.name().toLowerCase(Locale.ROOT));
    }

    private static double test(Experiment experiment) {
        return experiment.methods().stream()
                .filter(method -> method.kind() == Method.Kind.METATEXTGRAD)
                .findFirst()
                .map(method -> experiment.test(method).estimate())
                .orElseThrow();
    }

    private static String shown(Comparison one) {
        CrossedBootstrap difference = one.difference();
        return format(
                "%+.3f [%+.3f, %+.3f]", difference.estimate(), difference.low(), difference.high());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
