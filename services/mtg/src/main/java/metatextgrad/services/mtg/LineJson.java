package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.json.OptimizerJson;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.RunState.Line;
import metatextgrad.model.Tally;
import metatextgrad.statistics.PairedDifference;

/** One line of a run's report as JSON: all that the table says of it, and its program. */
final class LineJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LineJson() {}

    /** {@code baseline} is the seed program's line, which differs from itself by nothing. */
    static ObjectNode of(Line line, Line baseline) {
        Tally validation = line.validation();
        Tally rescored = line.rescored();
        Tally test = line.test();
        OptimizerSpec optimizer = line.optimizer();
        ObjectNode node = JSON.createObjectNode();
        node.put("name", line.name());
        node.put("validation", validation.mean());
        if (rescored != null) node.put("rescored", rescored.mean());
        if (rescored != null) node.put("selectionBias", line.selectionBias());
        if (test != null) node.put("test", test.mean());
        node.set("program", program(line.program()));
        node.set(
                "optimizer",
                optimizer == null ? node.nullNode() : tree(OptimizerJson.write(optimizer)));
        node.put("round", line.round());
        node.put("validationItems", validation.items());
        node.put("rescoredItems", rescored == null ? null : rescored.items());
        node.put("testItems", test == null ? null : test.items());
        node.putObject("unparseable")
                .put("validation", validation.unparseable())
                .put("rescored", rescored == null ? null : rescored.unparseable())
                .put("test", test == null ? null : test.unparseable());
        boolean compared = test != null && !line.equals(baseline);
        node.set(
                "difference",
                compared ? difference(RunSummary.against(baseline, line)) : node.nullNode());
        return node;
    }

    static ObjectNode difference(PairedDifference difference) {
        return JSON.createObjectNode()
                .put("estimate", difference.estimate())
                .put("low", difference.low())
                .put("high", difference.high());
    }

    static JsonNode program(Program program) {
        return tree(ProgramJson.write(program));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON is not JSON", e);
        }
    }
}
