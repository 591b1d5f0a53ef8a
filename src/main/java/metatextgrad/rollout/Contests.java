package metatextgrad.rollout;

import metatextgrad.decide.MemoryRows;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.state.Contest;
import org.jspecify.annotations.Nullable;

/** Recomputes the contest of a serving table from judged answers, for display. Not thread-safe. */
public final class Contests {
    private final RolloutDecider decider = new RolloutDecider();
    private final MemoryRows rows = new MemoryRows();
    private final RolloutKeys keys;

    public Contests(PromptsServed table) {
        keys = new RolloutKeys(table.project());
        rows.apply(decider.decide(rows, new RolloutInput.Served(table)));
    }

    public void count(TaskJudged judged) {
        rows.apply(decider.decide(rows, new RolloutInput.Judgement(judged)));
    }

    /** Returns the contest as the decider has it; null if one version serves alone. */
    public @Nullable Contest contest() {
        return rows.get(keys.contest());
    }
}
