package metatextgrad.services.mtg;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.ChallengerApproved;
import metatextgrad.model.ChallengerPromoted;
import metatextgrad.model.Event;
import metatextgrad.model.ProjectId;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.RolledBack;
import metatextgrad.model.RolloutCommand;
import metatextgrad.model.Serving;
import metatextgrad.streams.Topics;

/** Changes what is served: asks rollout, and waits until the next serving table is there. */
final class PromptsSteer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PromptsSteer() {}

    /**
     * @param project which one, among what is known
     * @param command what to do to its table; refuses by {@link EnvironmentProblem}
     */
    static int send(Function<KnownPrompts, ProjectId> project, Step command) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                EventReader tables = cluster.reader(List.of(Topics.PROMPTS));
                LoopClient client = cluster.client()) {
            tables.toEnd();
            KnownPrompts known = KnownPrompts.of(cluster);
            PromptsServed before = known.table(project.apply(known));
            // As the record holds it.
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            RolloutCommand asked = command.on(known, before, now);
            client.send(List.of(asked));
            PromptsServed table = next(tables, before);
            if (!obeyed(asked, table))
                throw Exit.FAILURE.problem(
                        "the serving table has changed at the same moment, and this was not done:"
                                + " %s. Look at it with mtg prompts ls, and do it again",
                        table.why());
            System.out.println(
                    "serving table %d of project %s: %s"
                            .formatted(table.serial().number(), table.project(), table.why()));
            KnownPrompts after = KnownPrompts.of(cluster);
            PromptList.table(
                            after,
                            after.of(table.project().value()).stream()
                                    .filter(one -> after.part(one).share() > 0)
                                    .toList())
                    .forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    /** Whether this table is what came of a command. */
    static boolean obeyed(RolloutCommand command, PromptsServed table) {
        return switch (command) {
            case ChallengerApproved approved ->
                    table.serving()
                            .equals(
                                    new Serving.Canary(
                                            approved.version(), approved.share(), approved.at()));
            case ChallengerPromoted promoted ->
                    table.serving() instanceof Serving.Holdback held
                            && held.since().equals(promoted.at());
            case RolledBack back ->
                    table.champion().equals(back.to()) && table.serving() instanceof Serving.Alone;
        };
    }

    /** The table that follows. */
    private static PromptsServed next(EventReader tables, PromptsServed before) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (Event event : tables.poll()) {
                if (event instanceof PromptsServed table
                        && table.project().equals(before.project())
                        && table.serial().compareTo(before.serial()) > 0) return table;
            }
        }
        throw Exit.UNREACHABLE.problem(
                "rollout has not answered for %d s: it does so when it runs (mtg up --data FOLDER,"
                        + " or mtg rollout); mtg prompts ls shows it",
                PATIENCE.toSeconds());
    }

    /** What to do to a table. */
    interface Step {
        RolloutCommand on(KnownPrompts known, PromptsServed table, Instant now);
    }
}
