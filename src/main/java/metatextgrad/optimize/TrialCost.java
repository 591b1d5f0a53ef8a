package metatextgrad.optimize;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.Cost;
import metatextgrad.model.ItemGradients;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Row;
import metatextgrad.model.Split;
import metatextgrad.model.TextualLoss;

/**
 * The list cost of a trial, read off the rows that its decisions went by: the items of closed
 * batches and the optimizer's replies. An item that came too late for its batch is in no cost, in
 * whatever order it came.
 */
record TrialCost(DecisionBuilder draft, TrialKeys keys) {
    /** Of a step whose rows are still there; {@code candidate} is the program it scored, if any. */
    Cost step(int step, ProgramId incumbent, ProgramId candidate, Split split) {
        Cost cost = Cost.NONE;
        for (Row row : used(step, Split.TRAIN, keys.gradients(step, incumbent)))
            cost = cost.plus(((ItemGradients) row).cost());
        for (Row row : draft.startingWith(keys.replies(step)).values())
            cost = cost.plus(((LlmResponse) row).cost(ModelRole.OPTIMIZER));
        for (Row row : used(step, split, keys.losses(step, candidate)))
            cost = cost.plus(((TextualLoss) row).cost());
        return cost;
    }

    /** Of all steps that are over. */
    Cost before() {
        return draft.get(keys.cost()) instanceof Cost cost ? cost : Cost.NONE;
    }

    /** A step is over. */
    void add(Cost step) {
        draft.put(keys.cost(), before().plus(step));
    }

    private List<Row> used(int step, Split split, String prefix) {
        if (!(draft.get(keys.closed(step, split)) instanceof BatchClosed closed)) return List.of();
        return draft.startingWith(prefix).values().stream()
                .filter(row -> closed.slots().contains(number(row)))
                .toList();
    }

    private static int number(Row row) {
        return row instanceof ItemGradients item
                ? item.slot().number()
                : ((TextualLoss) row).slot().number();
    }
}
