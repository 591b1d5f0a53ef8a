package metatextgrad.meta;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.Rows;
import metatextgrad.model.Failure;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunLimit;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.state.Run;
import org.jspecify.annotations.Nullable;

/**
 * Applies commands and limits to an open run. A paused or blocked run stores the events it receives
 * and does nothing else. When it is resumed and no limit blocks it, it continues from there, so it
 * ends as an undisturbed run would. A cancelled run is over at once.
 */
final class RunSteering {
    private final DecisionBuilder decision;
    private final RunKeys keys;
    private final RunEvents events;

    RunSteering(DecisionBuilder decision, RunKeys keys) {
        this.decision = decision;
        this.keys = keys;
        this.events = new RunEvents(decision);
    }

    /** Returns true if the run does nothing for now. */
    static boolean isSuspended(Rows rows, RunKeys keys) {
        return rows.has(keys.paused()) || !rows.keys(keys.blocked()).isEmpty();
    }

    /** Applies a command; returns false if it changes nothing. */
    boolean apply(Run.Open run, RunCommand command) {
        boolean paused = decision.has(keys.paused());
        switch (command) {
            case RunPaused pause -> {
                if (paused) return false;
                suspend(run, keys.paused(), pause);
            }
            case RunResumed resume -> {
                if (!paused) return false;
                release(run, keys.paused());
            }
            case RunCancelled cancel ->
                    end(
                            run,
                            Status.CANCELLED,
                            "%s cancelled it while %s%s"
                                    .formatted(
                                            cancel.by().isEmpty() ? "a user" : cancel.by(),
                                            RunSummary.of(run).phase(),
                                            why(cancel)));
        }
        return true;
    }

    /** Applies a report of a limit; returns false if it changes nothing. */
    boolean apply(Run.Open run, RunLimit limit) {
        RowKey<RunBudgetExhausted> key = keys.blocked(limit.partition());
        boolean blocked = decision.has(key);
        switch (limit) {
            case RunBudgetExhausted exhausted -> {
                if (blocked) return false;
                suspend(run, key, exhausted);
            }
            case RunBudgetRestored restored -> {
                if (!blocked) return false;
                release(run, key);
            }
        }
        return true;
    }

    /** Ends a run whose model answers nothing. Its results so far are its results. */
    void fail(Run.Open run, Failure.DeadModel dead) {
        end(run, Status.FAILED, dead.message());
    }

    private void end(Run.Open run, Status status, String reason) {
        toOpenTrials(run, TrialStopped::new);
        keys.waiting().forEach(decision::deleteAll);
        decision.delete(keys.paused());
        decision.put(keys.state(), events.ended(run, status, reason));
    }

    private <E extends Event> void suspend(Run.Open run, RowKey<E> key, E why) {
        boolean suspended = isSuspended(decision, keys);
        decision.put(key, why);
        if (!suspended) toOpenTrials(run, TrialPaused::new);
        emitStatus(run);
    }

    private void release(Run.Open run, RowKey<?> key) {
        decision.delete(key);
        boolean released = !isSuspended(decision, keys);
        List<TrialId> resumed = released ? OpenTrials.of(decision, keys, run) : List.of();
        resumed.forEach(trial -> decision.emit(new TrialResumed(trial)));
        emitStatus(run);
        if (!released) return;
        new RunStep(decision, keys).advance();
        // A replay of the log reads the pause before the scores that led to a trial. So it starts
        // the trial only now, and the optimizer may still block it.
        if (!(decision.get(keys.state()) instanceof Run.Open now)) return;
        OpenTrials.of(decision, keys, now).stream()
                .filter(trial -> !resumed.contains(trial))
                .forEach(trial -> decision.emit(new TrialResumed(trial)));
    }

    private void emitStatus(Run.Open run) {
        BlockReason blocked = blocked();
        String limit = blocked == null ? "" : blocked.text();
        String reason =
                Stream.of(pause(), limit)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; "));
        decision.put(keys.state(), events.status(run, status(), reason, blocked));
    }

    /** Returns who paused the run, and why; empty if it is not paused, or the sender unknown. */
    private String pause() {
        RunPaused pause = decision.get(keys.paused());
        return pause == null || pause.by().isEmpty() ? "" : "paused by " + pause.by() + why(pause);
    }

    private static String why(RunCommand command) {
        return command.reason().isEmpty() ? "" : ": " + command.reason();
    }

    private Status status() {
        if (decision.has(keys.paused())) return Status.PAUSED;
        return blocked() == null ? Status.RUNNING : Status.BLOCKED;
    }

    /** Returns what blocks the run, in the lowest partition; null if nothing does. */
    private @Nullable BlockReason blocked() {
        return decision.all(keys.blocked()).stream()
                .map(RunBudgetExhausted::reason)
                .findFirst()
                .orElse(null);
    }

    private void toOpenTrials(Run.Open run, Function<TrialId, Event> command) {
        List<TrialId> open = OpenTrials.of(decision, keys, run);
        for (TrialId trial : open) decision.emit(command.apply(trial));
    }
}
