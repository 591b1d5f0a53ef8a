package metatextgrad.optimize;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.Cost;
import metatextgrad.model.ItemGradients;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProgramId;
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
        List<Integer> trained = closed(step, Split.TRAIN);
        for (ItemGradients item : draft.all(keys.gradients(step, incumbent)))
            if (trained.contains(item.slot().number())) cost = cost.plus(item.cost());
        for (LlmResponse reply : draft.all(keys.replies(step)))
            cost = cost.plus(reply.cost(ModelRole.OPTIMIZER));
        List<Integer> scored = closed(step, split);
        for (TextualLoss loss : draft.all(keys.losses(step, candidate)))
            if (scored.contains(loss.slot().number())) cost = cost.plus(loss.cost());
        return cost;
    }

    /** Of all steps that are over. */
    Cost before() {
        Cost cost = draft.get(keys.cost());
        return cost == null ? Cost.NONE : cost;
    }

    /** A step is over. */
    void add(Cost step) {
        draft.put(keys.cost(), before().plus(step));
    }

    /** The slots that a closed batch uses. */
    private List<Integer> closed(int step, Split split) {
        BatchClosed closed = draft.get(keys.closed(step, split));
        return closed == null ? List.of() : closed.slots();
    }
}
