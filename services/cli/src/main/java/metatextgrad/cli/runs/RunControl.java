package metatextgrad.cli.runs;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.RunArgument;
import metatextgrad.cli.text.View;
import metatextgrad.model.RunId;
import metatextgrad.model.Text;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/** Pauses, resumes and cancels runs: checks the status, and sends a command to meta. */
final class RunControl {
    private RunControl() {}

    /** Sends a command to a run. */
    static int send(ClusterOptions options, RunArgument run, Function<RunId, RunCommand> of) {
        return options.write(
                (cluster, client) -> {
                    RunCommand command = of.apply(run.in(cluster));
                    Optional<String> done = done(command, RunCatalog.last(cluster, command.run()));
                    if (done.isEmpty()) client.send(List.of(command));
                    return new RunControlView(
                            command.run().value(),
                            verb(command),
                            done.isEmpty(),
                            done.orElseGet(() -> sent(command)));
                });
    }

    /**
     * What a command to a run did.
     *
     * @param command pause, resume or cancel
     * @param sent false if there was nothing to do
     */
    record RunControlView(String run, String command, boolean sent, String message)
            implements View {
        @Override
        public List<String> text() {
            return List.of(message);
        }
    }

    /**
     * Returns why there is nothing to do; empty if there is.
     *
     * @param state the run's last state; null if no service has begun it
     * @throws EnvironmentProblem if the run has ended
     */
    static Optional<String> done(RunCommand command, @Nullable RunState state) {
        RunState.Status status = state == null ? RunState.Status.RUNNING : state.status();
        if (status == RunState.Status.CANCELLED && command instanceof RunCancelled)
            return Optional.of("run " + command.run() + " is already cancelled");
        if (!status.open())
            throw Exit.CONFIGURATION.problem(
                    "run %s has ended (%s): there is nothing to %s",
                    command.run(), Text.lower(status), verb(command));
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
                ? Optional.empty()
                : Optional.of("run " + command.run() + " " + nothing);
    }

    private static String sent(RunCommand command) {
        String rest =
                switch (command) {
                    case RunPaused pause -> ": answers to earlier requests are still recorded";
                    case RunResumed resume -> "";
                    case RunCancelled cancel ->
                            ": answers to earlier requests are still recorded, but not used";
                };
        return "sent %s to %s%s".formatted(verb(command), command.run(), rest);
    }

    private static String verb(RunCommand command) {
        return switch (command) {
            case RunPaused pause -> "pause";
            case RunResumed resume -> "resume";
            case RunCancelled cancel -> "cancel";
        };
    }
}
