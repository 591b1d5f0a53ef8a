package metatextgrad.rollout;

import java.util.Collection;
import java.util.Optional;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;

/** What a command would change, for display. Pure. */
public final class ServingPreview {
    private ServingPreview() {}

    /**
     * Returns the table that follows; empty if the command does not apply to this table.
     *
     * @param versions those of the project
     */
    public static Optional<PromptsServed> after(
            PromptsServed table, Collection<PromptVersion> versions, RolloutCommand command) {
        RolloutDecider decider = new RolloutDecider();
        MemoryRows rows = new MemoryRows();
        DecisionBuilder known = new DecisionBuilder(rows);
        RolloutKeys keys = new RolloutKeys(table.project());
        versions.forEach(version -> known.put(keys.version(version.id()), version));
        rows.apply(known.decision());
        rows.apply(decider.decide(rows, new RolloutInput.Served(table)));
        return decider.decide(rows, new RolloutInput.Command(command)).outputs().stream()
                .filter(PromptsServed.class::isInstance)
                .map(PromptsServed.class::cast)
                .findFirst();
    }
}
