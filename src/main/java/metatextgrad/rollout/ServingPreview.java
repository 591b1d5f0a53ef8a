package metatextgrad.rollout;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.LabelCommand;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;

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
        return after(table, versions, List.of(), command);
    }

    /**
     * As above, also for the rejection of a version that waits.
     *
     * @param contests those of the project
     */
    public static Optional<PromptsServed> after(
            PromptsServed table,
            Collection<PromptVersion> versions,
            Collection<GateContest> contests,
            RolloutCommand command) {
        RolloutDecider decider = new RolloutDecider();
        MemoryRows rows = new MemoryRows();
        DecisionBuilder known = new DecisionBuilder(rows);
        RolloutKeys keys = new RolloutKeys(table.project());
        versions.forEach(version -> known.put(keys.version(version.id()), version));
        if (command instanceof ChallengerRejected rejected)
            contests.stream()
                    .filter(one -> one.challenger().equals(rejected.version()))
                    .forEach(contest -> known.put(keys.gate(), contest));
        rows.apply(known.decision());
        rows.apply(decider.decide(rows, new RolloutInput.Served(table)));
        return decider.decide(rows, new RolloutInput.Command(command)).outputs().stream()
                .filter(PromptsServed.class::isInstance)
                .map(PromptsServed.class::cast)
                .findFirst();
    }

    /** Returns whether this table is the result of the command. */
    public static boolean obeyed(RolloutCommand command, PromptsServed table) {
        return switch (command) {
            case ChallengerApproved approved ->
                    table.serving()
                            .equals(
                                    new Serving.Canary(
                                            approved.version(), approved.share(), approved.at()));
            case ChallengerPromoted promoted ->
                    table.serving() instanceof Serving.Holdback held
                            && held.since().equals(promoted.at());
            case ChallengerRejected rejected ->
                    table.why().equals(CommandTable.rejected(rejected))
                            && table.by().equals(rejected.by());
            case RolledBack back ->
                    table.champion().equals(back.to()) && table.serving() instanceof Serving.Alone;
            case ChampionPinned pin ->
                    table.champion().equals(pin.version()) && table.marks().pinned();
            case ChampionUnpinned unpin -> !table.marks().pinned();
            case LabelCommand label ->
                    Objects.equals(table.marks().labels().get(label.label()), label.named());
        };
    }
}
