package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.rollout.ServingPreview;
import metatextgrad.services.gateway.chat.SmallBody;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ApiJson;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.PromotionRow;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.view.TimedTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions of operators about what serves, through the same topic as the command line. Of two
 * decisions about one serving table, rollout takes the first; the second gets the answer that names
 * it. Thread-safe.
 *
 * @param patience how long a decision waits for rollout
 */
record DecisionRoutes(
        LiveViews views, KafkaDelivery kafka, InstantSource clock, Duration patience) {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionRoutes.class);

    List<Route> routes() {
        return List.of(Route.post("/projects/{project}/decisions", this::decide));
    }

    private void decide(ApiCall call) throws IOException, InterruptedException {
        ProjectId project = call.project();
        call.require(Scope.OPERATE, project);
        String body = call.body();
        OperatorDecision decision = ApiCall.read(() -> OperatorDecision.read(body));
        ReadModels models = ReadRoutes.models(views);
        ReadRoutes.require(models, project);
        TimedTable before = models.table(project);
        if (before == null)
            throw Problem.NO_PROMPTS.denied(
                    "project `%s` serves nothing yet: there is nothing to decide"
                            .formatted(project));
        if (decision.seen() != null && !decision.seen().equals(before.table().serial())) {
            conflict(call, before);
            return;
        }
        // Records hold milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RolloutCommand command =
                decision.command(before.table(), models.versions(project), call.sender(), now);
        LOG.info("key {} decides on project {}: {}", call.sender(), project, decision.word());
        kafka.write(command);
        TimedTable after = next(models, before);
        if (after == null)
            call.send(202, new Waiting(project.value(), before.table().serial().number()));
        else if (isMade(command, after.table())) call.send(200, PromotionRow.of(after));
        else conflict(call, after);
    }

    /**
     * The command is in Kafka, and rollout has not handled it yet.
     *
     * @param seen serial of the serving table that it changes
     */
    record Waiting(String project, long seen) {}

    /** Two keys may decide alike: only one of them made the table. */
    private static boolean isMade(RolloutCommand command, PromptsServed table) {
        return ServingPreview.obeyed(command, table)
                && table.by().equals(command.by())
                && table.why().contains(command.reason());
    }

    private @Nullable TimedTable next(ReadModels models, TimedTable before)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = views.changed().count();
            TimedTable now = models.table(before.table().project());
            if (now != null && now.table().isLaterThan(before.table())) return now;
            long left = end - System.nanoTime();
            if (left <= 0 || views.changed().isClosed()) return null;
            views.changed().await(seen, Duration.ofNanos(left));
        }
    }

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
