package metatextgrad.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The optimizers that a request shows: JSON objects with complete phases. */
public record ReferenceOptimizers(List<List<ObjectNode>> phases) {
    public static final String PHASES = "phases";

    private static final List<String> FORMS = List.of("schema", "form", "example", "template");

    public ReferenceOptimizers {
        phases = List.copyOf(phases);
    }

    /**
     * Finds those in tags, or all if no tag has one: an object outside may be the form to fill in.
     */
    public static ReferenceOptimizers in(String text) {
        List<TaggedBlock> blocks =
                TaggedBlock.in(text).stream().filter(block -> !block.hasNameOf(FORMS)).toList();
        List<EmbeddedJson> pieces = EmbeddedJson.in(text);
        List<List<ObjectNode>> tagged =
                phases(
                        pieces.stream()
                                .filter(
                                        piece ->
                                                blocks.stream()
                                                        .anyMatch(block -> block.contains(piece)))
                                .toList());
        return new ReferenceOptimizers(tagged.isEmpty() ? phases(pieces) : tagged);
    }

    /** All distinct phases, in order. */
    public List<ObjectNode> pool() {
        return phases.stream().flatMap(List::stream).distinct().toList();
    }

    /** The largest number of steps of an optimizer. */
    public int steps() {
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
                            .filter(ReferenceOptimizers::isComplete)
                            .map(ObjectNode.class::cast)
                            .toList();
            if (!phases.isEmpty()) found.add(phases);
        }
        return found;
    }

    private static boolean isComplete(JsonNode phase) {
        return phase.isObject()
                && phase.path("strategy").asText().matches("[a-z][\\w-]*")
                && phase.path("steps").asInt() > 0
                && phase.path("taskDescription").asText().split("\\s+").length > 2;
    }
}
