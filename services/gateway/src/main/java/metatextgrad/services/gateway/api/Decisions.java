package metatextgrad.services.gateway.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.live.AdaptState;
import metatextgrad.rollout.ServingPreview;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.view.TimedTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends decisions of operators to rollout, and waits for its answer. Of two decisions about one
 * serving table, rollout takes the first. Thread-safe.
 */
public final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final LiveViews views;
    private final KafkaDelivery kafka;
    private final InstantSource clock;
    private final Duration patience;

    /**
     * @param patience how long a decision waits for rollout
     */
    Decisions(LiveViews views, KafkaDelivery kafka, InstantSource clock, Duration patience) {
        this.views = views;
        this.kafka = kafka;
        this.clock = clock;
        this.patience = patience;
    }

    /** What became of a decision. */
    public sealed interface Outcome {
        /** It made this table. */
        record Made(TimedTable table) implements Outcome {}

        /**
         * It is in Kafka, and rollout has not handled it yet.
         *
         * @param before the table that it changes
         */
        record Waiting(TimedTable before) implements Outcome {}

        /** Another decision came first, and made this table. */
        record Late(TimedTable made) implements Outcome {}
    }

    /**
     * Decides.
     *
     * @param body the decision as JSON
     * @throws metatextgrad.services.gateway.proxy.Denied if the body is not valid, or the state
     *     allows no such decision, or Kafka has not taken it
     */
    public Outcome decide(ProjectId project, String body, CommandSender by)
            throws InterruptedException {
        OperatorDecision decision = ApiCall.read(() -> OperatorDecision.read(body));
        ReadModels models = ReadRoutes.models(views);
        ReadRoutes.require(models, project);
        TimedTable before = models.table(project);
        if (before == null)
            throw Problem.NO_PROMPTS.denied(
                    "project `%s` serves nothing yet: there is nothing to decide"
                            .formatted(project));
        Serial seen = decision.seen();
        Serial current = before.table().serial();
        if (seen != null && seen.compareTo(current) > 0)
            throw Problem.TABLE_NOT_READ
                    .denied(
                            "this gateway has not read serving table %d yet"
                                    .formatted(seen.number()))
                    .retryAfter(KafkaDelivery.RETRY_SECONDS);
        if (seen != null && !seen.equals(current)) return new Outcome.Late(before);
        // Records hold milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AdaptState adapting = models.adapting(project);
        RolloutCommand command =
                decision.command(
                        before.table(),
                        models.versions(project),
                        models.history(project),
                        adapting == null ? null : adapting.project(),
                        by.name(),
                        now);
        LOG.info("{} decides on project {}: {}", by.name(), project, decision.word());
        kafka.write(command, by.trace());
        TimedTable after = settled(models, command);
        if (after == null) return new Outcome.Waiting(before);
        return isMade(command, after.table()) ? new Outcome.Made(after) : new Outcome.Late(after);
    }

    /** Two keys may decide alike: only one of them made the table. */
    private static boolean isMade(RolloutCommand command, PromptsServed table) {
        return ServingPreview.obeyed(command, table)
                && table.by().equals(command.by())
                && table.why().contains(command.reason());
    }

    /**
     * Returns the table that settles a command, also if there are later ones; null if none does.
     */
    private @Nullable TimedTable settled(ReadModels models, RolloutCommand command)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = views.changed().count();
            Optional<TimedTable> made = models.settled(command);
            if (made.isPresent()) return made.get();
            long left = end - System.nanoTime();
            if (left <= 0 || views.changed().isClosed()) return null;
            views.changed().await(seen, Duration.ofNanos(left));
        }
    }
}
