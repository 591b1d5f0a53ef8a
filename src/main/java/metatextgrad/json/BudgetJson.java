package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import metatextgrad.model.Budget;
import metatextgrad.model.Limits;
import org.jspecify.annotations.Nullable;

/** Budgets of runs in projects. */
final class BudgetJson {
    private static final int MICROS = 6;

    private BudgetJson() {}

    static ObjectNode tree(Budget budget) {
        ObjectNode tree = tree(budget.run());
        if (!budget.step().equals(Limits.NONE)) tree.set("step", tree(budget.step()));
        return tree;
    }

    static Budget read(JsonFields fields) {
        return fields.build(
                () ->
                        new Budget(
                                limits(fields),
                                fields.object(
                                        "step",
                                        step -> step.build(() -> limits(step)),
                                        Limits.NONE)));
    }

    private static ObjectNode tree(Limits limits) {
        ObjectNode tree = Json.object();
        if (limits.calls() != null) tree.put("calls", limits.calls());
        if (limits.tokens() != null) tree.put("tokens", limits.tokens());
        Long micros = limits.micros();
        if (micros != null)
            tree.put("usd", BigDecimal.valueOf(micros, MICROS).stripTrailingZeros());
        return tree;
    }

    private static Limits limits(JsonFields fields) {
        return new Limits(
                whole(fields, "calls"),
                whole(fields, "tokens"),
                fields.has("usd") ? (Long) fields.micros("usd") : null);
    }

    private static @Nullable Long whole(JsonFields fields, String name) {
        return fields.has(name) ? (Long) fields.whole(name) : null;
    }
}
