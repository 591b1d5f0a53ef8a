package metatextgrad.services.mtg;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.ProjectId;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.RolloutCommand;

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
                LoopClient client = cluster.client()) {
            KnownPrompts known = KnownPrompts.of(cluster);
            PromptsServed before = known.table(project.apply(known));
            client.send(List.of(command.on(known, before, Instant.now())));
            KnownPrompts after = next(cluster, before);
            PromptsServed table = after.table(before.project());
            System.out.println(
                    "serving table %d of project %s: %s"
                            .formatted(table.serial().number(), table.project(), table.why()));
            PromptList.table(
                            after,
                            after.of(table.project().value()).stream()
                                    .filter(one -> after.part(one).share() > 0)
                                    .toList())
                    .forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    private static KnownPrompts next(Cluster cluster, PromptsServed before) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            KnownPrompts known = KnownPrompts.of(cluster);
            if (known.table(before.project()).serial().compareTo(before.serial()) > 0) return known;
            pause();
        }
        throw new EnvironmentProblem(
                Exit.UNREACHABLE,
                "rollout has not answered for %d s: it does so when it runs (mtg up --data FOLDER, or mtg rollout); mtg prompts ls shows it"
                        .formatted(PATIENCE.toSeconds()));
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentProblem(Exit.INTERRUPTED, "interrupted", e);
        }
    }

    /** What to do to a table. */
    interface Step {
        RolloutCommand on(KnownPrompts known, PromptsServed table, Instant now);
    }
}
