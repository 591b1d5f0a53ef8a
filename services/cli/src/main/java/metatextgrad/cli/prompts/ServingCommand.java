package metatextgrad.cli.prompts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.input.ReasonOption;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.LabelRemoved;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.RolloutCommand.VersionLabelled;
import metatextgrad.model.live.GateContest;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.rollout.ServingPreview;
import metatextgrad.topics.Topics;
import picocli.CommandLine.Mixin;

/**
 * The base of commands that change what serves: it shows the change, requires the consent of the
 * user, sends a command to rollout, and waits for the serving table that settles it.
 */
abstract class ServingCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Mixin private ReasonOption reason = new ReasonOption();
    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ConsentOptions consent = new ConsentOptions();
    @Mixin private ClusterOptions options = new ClusterOptions();

    /** Returns the project whose serving table this command changes. */
    abstract ProjectId project(PromptCatalog known);

    /**
     * Returns the command to send.
     *
     * @throws EnvironmentProblem if it is not allowed on this table
     */
    abstract RolloutCommand command(PromptCatalog known, PromptsServed table, Instant now);

    /**
     * Returns the contests that the command depends on.
     *
     * @throws EnvironmentProblem if it does not apply to them
     */
    List<GateContest> contests(Cluster cluster, PromptCatalog known, PromptsServed table) {
        return List.of();
    }

    /**
     * Checks what is in other topics.
     *
     * @param now when the command is given
     * @throws EnvironmentProblem if the command does not apply
     */
    void require(Cluster cluster, PromptCatalog known, PromptsServed table, Instant now) {}

    String reason() {
        return reason.text();
    }

    String by() {
        return operator.name();
    }

    @Override
    public Integer call() {
        try (Cluster cluster = options.connect();
                EventReader tables = cluster.reader(List.of(Topics.PROMPTS));
                EventWriter client = cluster.client()) {
            tables.toEnd();
            PromptCatalog known = PromptCatalog.of(cluster);
            PromptsServed before = known.table(project(known));
            // Records hold milliseconds.
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            requireUnpinned(before);
            require(cluster, known, before, now);
            List<GateContest> contests = contests(cluster, known, before);
            RolloutCommand sent = command(known, before, now);
            ServingChange change =
                    change(known, before, preview(known, before, contests, sent), sent, true);
            if (consent.dryRun()) return options.print(change);
            consent.require(typed(sent), change.preview());
            client.send(List.of(sent));
            PromptsServed table = settled(tables, sent, TIMEOUT);
            if (!ServingPreview.obeyed(sent, table))
                throw Exit.FAILURE.problem(
                        "another change of the serving table came first, so this command was"
                                + " ignored: %s. See mtg prompts ls, and run the command again",
                        table.why());
            return options.print(change(known, before, table, sent, false));
        }
    }

    /** The checks of the command have found that it applies. */
    private PromptsServed preview(
            PromptCatalog known,
            PromptsServed before,
            List<GateContest> contests,
            RolloutCommand command) {
        return ServingPreview.after(before, known.of(before.project().value()), contests, command)
                .orElse(before);
    }

    /**
     * Refuses what a pin refuses.
     *
     * @throws EnvironmentProblem if the table is pinned
     */
    void requireUnpinned(PromptsServed table) {
        if (table.marks().pinned())
            throw Exit.CONFIGURATION.problem(
                    "project %s is pinned to version %s%s: unpin it first, with mtg prompts unpin %s",
                    table.project(),
                    table.champion(),
                    table.by().isEmpty() ? "" : " by " + table.by(),
                    table.project());
    }

    /** Returns what the command changes or has changed. */
    ServingChange change(
            PromptCatalog known,
            PromptsServed before,
            PromptsServed after,
            RolloutCommand sent,
            boolean dryRun) {
        return ServingChangeView.of(known, before, after, sent, dryRun);
    }

    private static String typed(RolloutCommand command) {
        return "mtg prompts "
                + switch (command) {
                    case ChallengerApproved approved -> "approve " + approved.version();
                    case ChallengerRejected rejected -> "reject " + rejected.version();
                    case ChallengerPromoted promoted -> "promote " + promoted.project();
                    case RolledBack back -> "rollback " + back.project();
                    case ChampionPinned pin -> "pin %s %s".formatted(pin.project(), pin.version());
                    case ChampionUnpinned unpin -> "unpin " + unpin.project();
                    case VersionLabelled label ->
                            "label %s %s %s"
                                    .formatted(label.project(), label.version(), label.label());
                    case LabelRemoved label ->
                            "unlabel %s %s".formatted(label.project(), label.label());
                };
    }

    /**
     * Waits for the first table that shows what became of a command.
     *
     * @throws EnvironmentProblem if there is none in time or Kafka does not answer, with exit code
     *     6
     */
    static PromptsServed settled(EventReader tables, RolloutCommand sent, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            for (Event event : tables.poll()) {
                if (event instanceof PromptsServed table && sent.isSettledBy(table)) return table;
            }
        }
        tables.requireBroker();
        throw Exit.UNREACHABLE.problem(
                "rollout has not answered for %d s. It handles the command once it runs (mtg up"
                        + " --data FOLDER, or mtg service rollout); then see mtg prompts ls. If"
                        + " rollout has refused it, mtg dlq ls has the reason",
                limit.toSeconds());
    }
}
