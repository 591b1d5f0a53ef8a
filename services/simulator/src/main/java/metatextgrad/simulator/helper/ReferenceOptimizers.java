package metatextgrad.simulator.helper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The optimizers a request shows: JSON objects with filled-in phases. */
record ReferenceOptimizers(List<List<ObjectNode>> phases) {
    static final String PHASES = "phases";

    private static final List<String> FORMS = List.of("schema", "form", "example", "template");

    ReferenceOptimizers {
        phases = List.copyOf(phases);
    }

    /** Those in tags, if there are any: what stands outside may be the form to fill in. */
    static ReferenceOptimizers in(String text) {
        List<TaggedBlock> blocks =
                TaggedBlock.in(text).stream().filter(block -> !block.isAbout(FORMS)).toList();
        List<EmbeddedJson> pieces = EmbeddedJson.in(text);
        List<List<ObjectNode>> tagged =
                phases(
                        pieces.stream()
                                .filter(
                                        piece ->
                                                blocks.stream()
                                                        .anyMatch(block -> block.holds(piece)))
                                .toList());
        return new ReferenceOptimizers(tagged.isEmpty() ? phases(pieces) : tagged);
    }

    /** Every phase once, in the order read. */
    List<ObjectNode> pool() {
        return phases.stream().flatMap(List::stream).distinct().toList();
    }

    /** The most steps any of them takes. */
    int steps() {
        return phases.stream()
                .mapToInt(one -> one.stream().mapToInt(phase -> phase.path("steps").asInt()).sum())
                .max()
                .orElse(1);
    }

    private static List<List<ObjectNode>> phases(List<EmbeddedJson> pieces) {
        var found = new ArrayList<List<ObjectNode>>();
        for (EmbeddedJson piece : pieces) {
            List<ObjectNode> phases =
                    StreamSupport.stream(piece.value().path(PHASES).spliterator(), false)
                            .filter(ReferenceOptimizers::isFilledIn)
                            .map(ObjectNode.class::cast)
                            .toList();
            if (!phases.isEmpty()) {
                found.add(phases);
            }
        }
        return found;
    }

    private static boolean isFilledIn(JsonNode phase) {
        return phase.isObject()
                && phase.path("strategy").asText().matches("[a-z][\\w-]*")
                && phase.path("steps").asInt() > 0
                && phase.path("taskDescription").asText().split("\\s+").length > 2;
    }
}
