package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;

/** Specifications as JSON for people: a line per field, so that differences show. */
public final class PrettyJson {
    private PrettyJson() {}

    public static String of(Program program) {
        return pretty(ProgramJson.tree(program));
    }

    public static String of(OptimizerSpec spec) {
        return pretty(OptimizerJson.tree(spec));
    }

    private static String pretty(JsonNode tree) {
        return tree.toPrettyString();
    }
}
