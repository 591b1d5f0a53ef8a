package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.chat.SmallBody;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ApiJson;
import metatextgrad.services.gateway.views.PromotionRow;
import metatextgrad.view.TimedTable;

/**
 * Decisions of operators about what serves, through the same topic as the command line. Of two
 * decisions about one serving table, the second gets the answer that names the first. Thread-safe.
 */
record DecisionRoutes(Decisions decisions) {
    List<Route> routes() {
        return List.of(Route.post("/projects/{project}/decisions", this::decide));
    }

    private void decide(ApiCall call) throws IOException, InterruptedException {
        ProjectId project = call.project();
        call.require(Scope.OPERATE, project);
        switch (decisions.decide(project, call.body(), call.operator())) {
            case Decisions.Outcome.Made(TimedTable table) -> call.send(200, PromotionRow.of(table));
            case Decisions.Outcome.Waiting(TimedTable before) ->
                    call.send(202, new Waiting(project.value(), before.table().serial().number()));
            case Decisions.Outcome.Late(TimedTable made) -> conflict(call, made);
        }
    }

    /**
     * The command is in Kafka, and rollout has not handled it yet.
     *
     * @param seen serial of the serving table that it changes
     */
    record Waiting(String project, long seen) {}

    private static void conflict(ApiCall call, TimedTable made) throws IOException {
        PromotionRow row = PromotionRow.of(made);
        call.send(
                409,
                "application/problem+json",
                SmallBody.problem(
                        409,
                        Problem.ALREADY_DECIDED.code(),
                        "another decision came first: %s".formatted(row.why()),
                        "decision",
                        ApiJson.write(row)));
    }
}
