package metatextgrad.meta;

import java.util.List;
import java.util.function.Function;
import metatextgrad.decide.Draft;
import metatextgrad.model.Event;
import metatextgrad.model.Run;
import metatextgrad.model.RunCancelled;
import metatextgrad.model.RunCommand;
import metatextgrad.model.RunPaused;
import metatextgrad.model.RunResumed;
import metatextgrad.model.RunState;
import metatextgrad.model.TrialHeld;
import metatextgrad.model.TrialId;
import metatextgrad.model.TrialResumed;
import metatextgrad.model.TrialStopped;

/**
 * What people do to an open run. A paused one keeps what it hears and does nothing; it goes on from
 * there, so it ends as undisturbed. A cancelled one is over at once.
 */
final class RunSteering {
    private final Draft draft;
    private final RunKeys keys;
    private final RunSaying says;

    RunSteering(Draft draft, RunKeys keys) {
        this.draft = draft;
        this.keys = keys;
        this.says = new RunSaying(draft);
    }

    boolean paused() {
        return draft.get(keys.paused()) != null;
    }

    void pause(Run run, RunPaused command) {
        draft.put(keys.paused(), command);
        tell(run, TrialHeld::new);
        say(run, RunState.Status.PAUSED);
    }

    /** The run may move again. */
    void resume(Run run) {
        draft.delete(keys.paused());
        tell(run, TrialResumed::new);
        say(run, RunState.Status.RUNNING);
    }

    void cancel(Run run) {
        tell(run, TrialStopped::new);
        Standing standing = Standing.of(run);
        for (String prefix : keys.waiting()) draft.deleteAll(prefix);
        draft.delete(keys.paused());
        draft.put(keys.state(), new Run.Finished(run.request(), says.cancelled(run, standing)));
    }

    private void say(Run run, RunState.Status status) {
        draft.put(keys.state(), run.with(says.standing(run, status, Standing.of(run))));
    }

    private void tell(Run run, Function<TrialId, Event> command) {
        List<TrialId> open = OpenTrials.of(draft, keys, run);
        for (TrialId trial : open) draft.say(command.apply(trial));
    }

    /** Whether a command changes anything. */
    boolean changes(RunCommand command) {
        return switch (command) {
            case RunPaused pause -> !paused();
            case RunResumed resume -> paused();
            case RunCancelled cancel -> true;
        };
    }
}
