package metatextgrad.json;

import metatextgrad.model.OptimizerSpec;

/** Optimizers as canonical JSON. */
public final class OptimizerJson {
    private OptimizerJson() {}

    public static String write(OptimizerSpec value) {
        return Json.write(value);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static OptimizerSpec read(String json) {
        return Json.read(json, OptimizerSpec.class);
    }
}
