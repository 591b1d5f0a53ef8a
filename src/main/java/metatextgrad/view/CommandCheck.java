package metatextgrad.view;

import metatextgrad.model.Text;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import org.jspecify.annotations.Nullable;

/** Whether a command to a run has anything to change. Pure. */
public sealed interface CommandCheck {
    /** The command is worth sending. */
    record Applies() implements CommandCheck {}

    /**
     * The run is in the wanted state, or in one that the command does not change.
     *
     * @param reason in one line
     */
    record Nothing(String reason) implements CommandCheck {}

    /**
     * The run has ended.
     *
     * @param reason in one line
     */
    record Ended(String reason) implements CommandCheck {}

    /**
     * @param state the run's last state; null if no service has begun it
     */
    static CommandCheck of(RunCommand command, @Nullable RunState state) {
        RunState.Status status = state == null ? RunState.Status.RUNNING : state.status();
        if (status == RunState.Status.CANCELLED && command instanceof RunCancelled)
            return new Nothing("run " + command.run() + " is already cancelled");
        if (!status.open())
            return new Ended(
                    "run %s has ended (%s): there is nothing to %s"
                            .formatted(command.run(), Text.lower(status), verb(command)));
        boolean paused = status == RunState.Status.PAUSED;
        String nothing =
                switch (command) {
                    case RunPaused pause -> paused ? "is already paused" : "";
                    case RunResumed resume ->
                            paused
                                    ? ""
                                    : state != null && status == RunState.Status.BLOCKED
                                            ? "is not paused but blocked: " + state.reason()
                                            : "is not paused";
                    case RunCancelled cancel -> "";
                };
        return nothing.isEmpty()
                ? new Applies()
                : new Nothing("run " + command.run() + " " + nothing);
    }

    /** Returns pause, resume or cancel. */
    static String verb(RunCommand command) {
        return switch (command) {
            case RunPaused pause -> "pause";
            case RunResumed resume -> "resume";
            case RunCancelled cancel -> "cancel";
        };
    }
}
