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
    /**
     * The command is worth sending. Its effect depends on earlier commands that meta may not have
     * handled yet.
     *
     * @param note why it has an effect only after such a command, in one line; else empty
     */
    record Applies(String note) implements CommandCheck {}

    /**
     * The run is in the wanted state for good.
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
        return new Applies(
                switch (command) {
                    case RunPaused pause ->
                            paused
                                    ? "the run is already paused, so only a resume that it has not handled yet is undone"
                                    : "";
                    case RunResumed resume ->
                            paused
                                    ? ""
                                    : "the run is not paused%s, so only a pause that it has not handled yet is undone"
                                            .formatted(blocked(state));
                    case RunCancelled cancel -> "";
                });
    }

    private static String blocked(@Nullable RunState state) {
        return state != null && state.status() == RunState.Status.BLOCKED
                ? " but blocked (%s)".formatted(state.reason())
                : "";
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
