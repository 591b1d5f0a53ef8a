package metatextgrad.json;

import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;

/** Specifications as JSON for people: a line per field, so that differences show. */
public final class PrettyJson {
    private PrettyJson() {}

    public static String of(Program program) {
        return Json.tree(program).toPrettyString();
    }

    public static String of(OptimizerSpec spec) {
        return Json.tree(spec).toPrettyString();
    }
}
