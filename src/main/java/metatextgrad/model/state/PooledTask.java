package metatextgrad.model.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Row;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskSubmitted;

/**
 * A task in the pool of a project.
 *
 * @param at when it arrived
 * @param spent versions on whose contests it was spent
 */
public record PooledTask(TaskSubmitted task, Instant at, List<VersionId> spent) implements Row {
    public PooledTask {
        spent = List.copyOf(spent);
    }

    /** Returns the same task, spent on these versions too. */
    public PooledTask spentOn(VersionId... versions) {
        List<VersionId> all = new ArrayList<>(spent);
        for (VersionId version : versions) if (!all.contains(version)) all.add(version);
        return new PooledTask(task, at, all);
    }
}
