package metatextgrad.cli.runs;

import java.util.List;
import java.util.function.Function;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.RunArgument;
import metatextgrad.cli.text.View;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.view.CommandCheck;
import org.jspecify.annotations.Nullable;

/** Pauses, resumes and cancels runs: checks the status, and sends a command to meta. */
final class RunControl {
    private RunControl() {}

    /** Sends a command to a run. */
    static int send(ClusterOptions options, RunArgument run, Function<RunId, RunCommand> of) {
        return options.write(
                (cluster, client) -> {
                    RunCommand command = of.apply(run.in(cluster));
                    RunControlView view = view(command, RunCatalog.last(cluster, command.run()));
                    if (view.sent()) client.send(List.of(command));
                    return view;
                });
    }

    /**
     * What a command to a run did.
     *
     * @param command pause, resume or cancel
     * @param sent false if the run is already cancelled
     */
    record RunControlView(String run, String command, boolean sent, String message)
            implements View {
        @Override
        public List<String> text() {
            return List.of(message);
        }
    }

    /**
     * Returns what is to be sent, and what to print.
     *
     * @param state the run's last state; null if no service has begun it
     * @throws EnvironmentProblem if the run has ended
     */
    static RunControlView view(RunCommand command, @Nullable RunState state) {
        return switch (CommandCheck.of(command, state)) {
            case CommandCheck.Applies applies -> view(command, true, sent(command, applies.note()));
            case CommandCheck.Nothing nothing -> view(command, false, nothing.reason());
            case CommandCheck.Ended ended -> throw Exit.CONFIGURATION.problem("%s", ended.reason());
        };
    }

    private static RunControlView view(RunCommand command, boolean sent, String message) {
        return new RunControlView(command.run().value(), CommandCheck.verb(command), sent, message);
    }

    private static String sent(RunCommand command, String note) {
        String rest =
                switch (command) {
                    case RunPaused pause -> "answers to earlier requests are still recorded";
                    case RunResumed resume -> "";
                    case RunCancelled cancel ->
                            "answers to earlier requests are still recorded, but not used";
                };
        String more = note.isEmpty() ? rest : note;
        return "sent %s to %s%s"
                .formatted(
                        CommandCheck.verb(command),
                        command.run(),
                        more.isEmpty() ? "" : ": " + more);
    }
}
