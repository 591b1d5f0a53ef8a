package metatextgrad.services.mtg;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import metatextgrad.model.RunCancelled;
import metatextgrad.model.RunCommand;
import metatextgrad.model.RunPaused;
import metatextgrad.model.RunResumed;
import metatextgrad.model.RunState;
import metatextgrad.services.mtg.EventReader.Stamped;
import org.jspecify.annotations.Nullable;

/** Pauses, resumes and cancels: looks whether there is anything to do, and asks meta to do it. */
final class RunSteer {
    private RunSteer() {}

    static int send(RunCommand command) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                LoopClient client = cluster.client()) {
            if (!KnownRuns.exists(cluster, command.run())) throw KnownRuns.unknown(command.run());
            RunState state =
                    KnownRuns.state(cluster, command.run()).map(Stamped::event).orElse(null);
            Optional<String> done = done(command, state);
            if (done.isEmpty()) client.send(List.of(command));
            System.out.println(done.orElse(asked(command)));
        }
        return Exit.OK.code();
    }

    /**
     * Why there is nothing to do; empty if there is.
     *
     * @param state the run's last one; null if it has not begun
     * @throws EnvironmentProblem if the run is over
     */
    static Optional<String> done(RunCommand command, @Nullable RunState state) {
        RunState.Status status = state == null ? RunState.Status.RUNNING : state.status();
        boolean paused = status == RunState.Status.PAUSED;
        if (status == RunState.Status.CANCELLED && command instanceof RunCancelled)
            return Optional.of("run " + command.run() + " is cancelled already");
        if (!status.open())
            throw Exit.CONFIGURATION.problem(
                    "run %s is over (%s): there is nothing to %s",
                    command.run(), status.name().toLowerCase(Locale.ROOT), verb(command));
        String nothing =
                switch (command) {
                    case RunPaused pause -> paused ? "is paused already" : "";
                    case RunResumed resume ->
                            paused
                                    ? ""
                                    : status == RunState.Status.HELD
                                            ? "is not paused but held: " + reason(state)
                                            : "is not paused";
                    case RunCancelled cancel -> "";
                };
        return nothing.isEmpty()
                ? Optional.empty()
                : Optional.of("run " + command.run() + " " + nothing);
    }

    private static String reason(@Nullable RunState state) {
        return state == null ? "" : state.reason();
    }

    private static String asked(RunCommand command) {
        return switch (command) {
            case RunPaused pause ->
                    "run %s is told to pause: what was asked before is still answered and kept"
                            .formatted(command.run());
            case RunResumed resume -> "run %s is told to go on".formatted(command.run());
            case RunCancelled cancel ->
                    "run %s is told to end: what was asked before is still answered, and not used"
                            .formatted(command.run());
        };
    }

    private static String verb(RunCommand command) {
        return switch (command) {
            case RunPaused pause -> "pause";
            case RunResumed resume -> "resume";
            case RunCancelled cancel -> "cancel";
        };
    }
}
