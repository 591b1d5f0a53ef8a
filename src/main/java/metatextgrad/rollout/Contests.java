package metatextgrad.rollout;

import java.util.List;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.state.Contest;
import org.jspecify.annotations.Nullable;

/** Recomputes contests from judged answers, for display. Pure. */
public final class Contests {
    private Contests() {}

    /**
     * Returns the contest of this table as the decider has it; null if one version serves alone.
     */
    public static @Nullable Contest of(PromptsServed table, List<TaskJudged> judged) {
        RolloutKeys keys = new RolloutKeys(table.project());
        RolloutDecider decider = new RolloutDecider();
        MemoryRows rows = new MemoryRows();
        rows.apply(decider.decide(rows, new RolloutInput.Served(table)));
        for (TaskJudged one : judged)
            rows.apply(decider.decide(rows, new RolloutInput.Judgement(one)));
        return rows.get(keys.contest());
    }
}
