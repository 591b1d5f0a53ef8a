package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import metatextgrad.decide.DecisionBuilder;
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
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import org.jspecify.annotations.Nullable;

/** The serving table that follows a command. */
record CommandTable(DecisionBuilder decision, RolloutKeys keys) {
    /** Returns why a command that applies to this table is refused, in one line. */
    Optional<String> refusal(PromptsServed table, RolloutCommand command) {
        if (!(command instanceof ChallengerApproved approved)) return Optional.empty();
        AdaptStarted started = decision.get(keys.adapt());
        return ApprovalRule.problem(
                table,
                requireNonNull(decision.get(keys.version(approved.version()))),
                started == null ? null : started.project(),
                keys.answers(decision),
                approved.at());
    }

    /** Returns the table after a command; null while the command does not apply. */
    @Nullable PromptsServed after(PromptsServed table, RolloutCommand command) {
        boolean pinned = table.marks().pinned();
        if (pinned && !(command instanceof ChampionUnpinned)) return null;
        return switch (command) {
            case ChallengerApproved approved -> {
                boolean known = decision.has(keys.version(approved.version()));
                boolean busy = table.serving() instanceof Serving.Canary;
                if (!known || busy || approved.version().equals(table.champion())) yield null;
                Serving canary =
                        new Serving.Canary(approved.version(), approved.share(), approved.at());
                yield RolloutStep.next(
                        table,
                        table.champion(),
                        table.earlier(),
                        canary,
                        reason("approved", command)
                                + ApprovalRule.ends(table, keys.answers(decision), approved.at()),
                        command.by());
            }
            case ChallengerPromoted promoted -> {
                if (!(table.serving() instanceof Serving.Canary canary)) yield null;
                yield RolloutStep.promoted(
                        table,
                        canary,
                        keys.canary(decision).holdback(),
                        promoted.at(),
                        reason("promoted", command),
                        command.by());
            }
            case ChallengerRejected rejected ->
                    new WaitingVersion(decision, keys).isWaiting(rejected.version())
                                    && !(table.serving() instanceof Serving.Canary)
                            ? RolloutStep.next(
                                    table,
                                    table.champion(),
                                    table.earlier(),
                                    table.serving(),
                                    rejected(rejected),
                                    command.by())
                            : null;
            case RolledBack back -> {
                boolean champion = back.to().equals(table.champion());
                boolean alone = table.serving() instanceof Serving.Alone;
                if (champion ? alone : !table.earlier().contains(back.to())) yield null;
                yield RolloutStep.back(
                        table, back.to(), reason("rolled back", command), command.by());
            }
            case ChampionPinned pin ->
                    pin.version().equals(table.champion())
                            ? RolloutStep.back(
                                            table,
                                            pin.version(),
                                            reason("pinned", command),
                                            command.by())
                                    .marked(table.marks().pinned(true))
                            : null;
            case ChampionUnpinned unpin ->
                    pinned
                            ? RolloutStep.back(
                                            table,
                                            table.champion(),
                                            reason("unpinned", command),
                                            command.by())
                                    .marked(table.marks().pinned(false))
                            : null;
            case LabelCommand label -> null;
        };
    }

    /** Why a table follows a rejection, which changes nothing else in it. */
    static String rejected(ChallengerRejected command) {
        return reason("rejected version %s".formatted(command.version()), command);
    }

    static String reason(String what, RolloutCommand command) {
        return command.reason().isEmpty()
                ? what + " by hand"
                : what + " by hand: " + command.reason();
    }
}
