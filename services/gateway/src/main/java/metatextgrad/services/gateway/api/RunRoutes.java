package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.util.List;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;

/** Commands of operators to runs, through the same topic as the command line. Thread-safe. */
record RunRoutes(LiveViews views, RunCommands commands) {
    List<Route> routes() {
        return List.of(Route.post("/runs/{run}/commands", this::command));
    }

    private void command(ApiCall call) throws IOException {
        call.require(Scope.OPERATE);
        RunCommands.Wanted wanted = RunCommands.read(call.body());
        TimedRun run = ReadRoutes.require(call, ReadRoutes.models(views), Scope.OPERATE);
        call.send(202, commands.send(wanted, run.state(), call.operator()));
    }
}
