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
     * Returns the table that follows; empty if the command does not apply to this table. It does
     * not look at {@link ApprovalRule}, and labels change nothing of what serves.
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
        if (!command.seen().equals(table.serial())) return Optional.empty();
        DecisionBuilder known = new DecisionBuilder(new MemoryRows());
        RolloutKeys keys = new RolloutKeys(table.project());
        versions.forEach(version -> known.put(keys.version(version.id()), version));
        if (command instanceof ChallengerRejected rejected)
            contests.stream()
                    .filter(one -> one.challenger().equals(rejected.version()))
                    .forEach(contest -> known.put(keys.gate(), contest));
        return Optional.ofNullable(new CommandTable(known, keys).after(table, command));
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
