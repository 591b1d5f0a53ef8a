package metatextgrad.optimizer;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Cost;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.TextualLoss;

/**
 * The list cost of a trial, computed from the rows that its decisions used: the items of closed
 * batches and the optimizer's replies. An item that arrived too late for its batch adds no cost, in
 * any order of events.
 */
record TrialCost(DecisionBuilder decision, TrialKeys keys) {
    /**
     * Returns the cost of a step whose rows still exist. {@code candidate} is the program it
     * scored, if any.
     */
    Cost step(int step, ProgramId incumbent, ProgramId candidate, Split split) {
        Cost cost = Cost.NONE;
        List<Integer> trained = closed(step, Split.TRAIN);
        for (GradientComputed item : decision.all(keys.gradients(step, incumbent)))
            if (trained.contains(item.slot().number())) cost = cost.plus(item.cost());
        for (LlmResponse reply : decision.all(keys.replies(step))) cost = cost.plus(reply.cost());
        List<Integer> scored = closed(step, split);
        for (TextualLoss loss : decision.all(keys.losses(step, candidate)))
            if (scored.contains(loss.slot().number())) cost = cost.plus(loss.cost());
        return cost;
    }

    /** Returns the cost of all finished steps. */
    Cost before() {
        Cost cost = decision.get(keys.cost());
        return cost == null ? Cost.NONE : cost;
    }

    /** Adds the cost of a finished step. */
    void add(Cost step) {
        decision.put(keys.cost(), before().plus(step));
    }

    /** Returns the slots that a closed batch uses. */
    private List<Integer> closed(int step, Split split) {
        BatchClosed closed = decision.get(keys.closed(step, split));
        return closed == null ? List.of() : closed.slots();
    }
}
