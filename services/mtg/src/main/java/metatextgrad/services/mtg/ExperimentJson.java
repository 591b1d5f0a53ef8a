package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import metatextgrad.experiment.Comparison;
import metatextgrad.experiment.Curves;
import metatextgrad.experiment.Experiment;
import metatextgrad.experiment.Method;
import metatextgrad.experiment.Outcome;
import metatextgrad.experiment.Structures;
import metatextgrad.model.Tally;
import metatextgrad.statistics.CrossedBootstrap;

/** An experiment as one JSON object, seed by seed: equal bytes for equal results. */
final class ExperimentJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExperimentJson() {}

    static String of(Study study, Experiment experiment) {
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 1);
        root.put("project", study.project().id().value());
        root.put("world", study.models() == null ? null : study.models().world());
        root.put("simulated", study.models() != null);
        ArrayNode methods = root.putArray("methods");
        experiment.methods().forEach(method -> methods.add(method(experiment, method)));
        ArrayNode comparisons = root.putArray("metatextgradMinus");
        experiment.comparisons().forEach(one -> comparisons.add(comparison(one)));
        Curves curves = Curves.of(experiment);
        ObjectNode curve = root.putObject("curve");
        curves.asks().forEach(curve.putArray("asks")::add);
        ObjectNode scores = curve.putObject("validation");
        curves.methods().forEach((name, of) -> of.forEach(scores.putArray(name)::add));
        Structures structures = Structures.of(experiment);
        root.putObject("structures")
                .put("seeds", structures.seeds())
                .put("ofThreeNodes", structures.ofThreeNodes())
                .put("better", structures.better());
        root.put("verdict", experiment.verdict().name().toLowerCase(Locale.ROOT));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode method(Experiment experiment, Method method) {
        ObjectNode node = JSON.createObjectNode().put("name", method.name());
        node.put("control", method.control());
        node.set("test", interval(experiment.test(method)));
        ArrayNode seeds = node.putArray("seeds");
        for (Outcome outcome : experiment.of(method)) seeds.add(outcome(outcome));
        return node;
    }

    private static ObjectNode outcome(Outcome outcome) {
        ObjectNode node = JSON.createObjectNode();
        Tally validation = outcome.validation();
        if (validation != null) node.put("validation", validation.mean());
        Tally rescored = outcome.rescored();
        if (rescored != null) node.put("rescored", rescored.mean());
        List<Double> scores =
                outcome.test().stream()
                        .filter(item -> item.score().counts())
                        .map(item -> item.score().value())
                        .toList();
        node.put("test", scores.stream().mapToDouble(Double::doubleValue).average().orElse(0));
        node.put("items", scores.size());
        node.put("program", outcome.program().id().value());
        node.put("nodes", outcome.program().nodes().size());
        node.put("callsPerAnswer", outcome.use());
        ObjectNode asks = node.putObject("asks");
        outcome.search()
                .asks()
                .forEach((role, count) -> asks.put(role.name().toLowerCase(Locale.ROOT), count));
        return node;
    }

    private static ObjectNode comparison(Comparison one) {
        return interval(one.difference()).put("method", one.against());
    }

    private static ObjectNode interval(CrossedBootstrap of) {
        return JSON.createObjectNode()
                .put("estimate", of.estimate())
                .put("low", of.low())
                .put("high", of.high());
    }
}
