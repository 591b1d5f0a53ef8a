package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.util.List;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;
import metatextgrad.view.CommandCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands of operators to runs, through the same topic as the command line. Thread-safe. */
record RunRoutes(LiveViews views, KafkaDelivery kafka) {
    private static final Logger LOG = LoggerFactory.getLogger(RunRoutes.class);
    private static final String PAUSE = "pause";
    private static final String RESUME = "resume";
    private static final String CANCEL = "cancel";

    List<Route> routes() {
        return List.of(Route.post("/runs/{run}/commands", this::command));
    }

    /**
     * What became of a command.
     *
     * @param sent false if there was nothing to do
     * @param message why there was nothing to do; empty otherwise
     */
    record Sent(String run, String command, boolean sent, String message) {}

    private void command(ApiCall call) throws IOException {
        call.require(Scope.OPERATE);
        String body = call.body();
        CommandBody fields =
                ApiCall.read(() -> CommandBody.read(body, List.of("command", "reason")));
        String word = ApiCall.read(() -> fields.word("command", List.of(PAUSE, RESUME, CANCEL)));
        String reason = ApiCall.read(fields::reason);
        TimedRun run = ReadRoutes.require(call, ReadRoutes.models(views), Scope.OPERATE);
        RunId id = run.state().request().id();
        RunCommand command =
                switch (word) {
                    case PAUSE -> new RunPaused(id, reason, call.sender());
                    case RESUME -> new RunResumed(id, reason, call.sender());
                    default -> new RunCancelled(id, reason, call.sender());
                };
        switch (CommandCheck.of(command, run.state())) {
            case CommandCheck.Ended ended -> throw Problem.RUN_ENDED.denied(ended.reason());
            case CommandCheck.Nothing nothing ->
                    call.send(202, new Sent(id.value(), word, false, nothing.reason()));
            case CommandCheck.Applies applies -> {
                kafka.write(command);
                LOG.info("key {} sends {} to run {}: {}", call.sender(), word, id, reason);
                call.send(202, new Sent(id.value(), word, true, ""));
            }
        }
    }
}
