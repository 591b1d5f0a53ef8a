package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.RowPrefix;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.LabelCommand;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/** The transitions of one project's serving table. Each makes a table with the next serial. */
record RolloutStep(DecisionBuilder decision, RolloutKeys keys) {
    private static final int KEPT_CHAMPIONS = 20;
    private static final int MOST_EARLY = 1_000;

    /** A seed program that served before any run. */
    private static final RunId NO_RUN = new RunId("none");

    /** The seed program is served first. A result is served only after a user approves it. */
    void offer(ChallengerOffered offered) {
        VersionId seed = VersionId.of(offered.project(), offered.seed());
        boolean known = !publish(OfferedVersions.seed(offered));
        boolean better = !offered.best().equals(offered.seed());
        if (better) known = !publish(OfferedVersions.best(offered, seed)) && known;
        if (known) decision.ignore(IgnoreReason.DUPLICATE);
        if (table() == null) {
            publishTable(
                    new PromptsServed(
                            offered.project(),
                            seed,
                            List.of(),
                            new Serving.Alone(),
                            "run %s began with it".formatted(offered.run()),
                            "",
                            new Serial(1)));
        } else {
            handleEarlyCommand();
        }
        labels().handleEarly();
    }

    /** A project that adapts serves its seed program from the beginning. */
    void begin(AdaptStarted started) {
        AdaptStarted known = decision.get(keys.adapt());
        Project project = started.project();
        decision.put(keys.adapt(), started);
        decision.delete(keys.stopped());
        if (known != null && DefinitionChange.endsContests(known.project(), project)) {
            new NextResult(decision, keys).ignoreOpenRun();
            new GateStep(decision, keys).end(Cause.DEFINITION_CHANGED, DefinitionChange.REASON);
        }
        if (table() != null) {
            endOf(project);
            return;
        }
        publish(
                new PromptVersion(
                        project.id(),
                        project.seed(),
                        null,
                        NO_RUN,
                        RunKind.USER,
                        "",
                        new ScoreSummary(ScoreStats.EMPTY, null, null),
                        null));
        publishTable(
                new PromptsServed(
                        project.id(),
                        VersionId.of(project.id(), project.seed()),
                        List.of(),
                        new Serving.Alone(),
                        "the project began to adapt with it",
                        "",
                        new Serial(1)));
        labels().handleEarly();
    }

    /** Ends the share of a version that lacks a frozen text, also if a person approved it. */
    private void endOf(Project project) {
        if (!(requireNonNull(table()).serving() instanceof Serving.Shared other)) return;
        PromptVersion serves = decision.get(keys.version(other.version()));
        if (serves != null)
            DefinitionChange.missing(project, serves.program()).ifPresent(this::end);
    }

    /** The champion serves alone again, for this reason. */
    void end(String why) {
        PromptsServed table = requireNonNull(table());
        publishTable(back(table, table.champion(), why, ""));
    }

    /** A challenger that passed the gate serves a share of the traffic. */
    void canary(VersionId challenger, double share, Instant since, String why) {
        PromptsServed table = requireNonNull(table());
        publishTable(
                next(
                        table,
                        table.champion(),
                        table.earlier(),
                        new Serving.Canary(challenger, share, since),
                        why + ApprovalRule.ends(table, keys.answers(decision), since),
                        ""));
    }

    /**
     * A table from the log becomes the state if it is later than the known one. Otherwise it is one
     * that this service wrote itself.
     */
    void follow(PromptsServed served) {
        PromptsServed known = table();
        if (known != null && !served.isLaterThan(known)) return;
        if (known != null && served.serial().equals(known.serial()))
            decision.put(keys.table(), served);
        else store(served);
        labels().handleEarly();
    }

    /**
     * Drops a command that does not apply to this table, unless its table or version may still
     * arrive.
     *
     * @return why a command of this table is refused; empty if it is not
     */
    Optional<String> handleCommand(RolloutCommand command) {
        if (command instanceof LabelCommand label) {
            labels().handle(label);
            return Optional.empty();
        }
        PromptsServed table = table();
        int order = table == null ? 1 : command.seen().compareTo(table.serial());
        if (table != null && order == 0) {
            PromptsServed next = tables().after(table, command);
            if (next != null) {
                Optional<String> refusal = tables().refusal(table, command);
                if (refusal.isEmpty()) publish(next, command);
                return refusal;
            }
        }
        if (order > 0 && decision.has(keys.command(command.seen())))
            decision.ignore(IgnoreReason.DUPLICATE);
        else if (order > 0 || (order == 0 && isOfUnknownVersion(command)))
            decision.put(keys.command(command.seen()), command);
        else decision.ignore(IgnoreReason.STALE);
        return Optional.empty();
    }

    private boolean isOfUnknownVersion(RolloutCommand command) {
        return command instanceof ChallengerApproved approved
                && !decision.has(keys.version(approved.version()));
    }

    /**
     * Whether a judgement is of a table that is not known, and as many wait for theirs as may. Only
     * wrong serials come so often, and judgements that a sender wrote to a partition of other
     * projects.
     */
    boolean isOfNoTable(TaskJudged judged) {
        return isEarly(judged) && decision.keys(keys.early(), MOST_EARLY).size() == MOST_EARLY;
    }

    void count(TaskJudged judged) {
        if (isEarly(judged)) {
            int place = decision.keys(keys.early(judged.serial())).size();
            decision.put(keys.early(judged.serial(), place), judged);
            return;
        }
        PromptsServed table = requireNonNull(table());
        if (judged.serial().equals(table.serial())) handle(table, judged);
        else decision.ignore(IgnoreReason.STALE);
        // A judgement of the champion counts, by any table that chose it.
        new DriftStep(decision, keys).count(requireNonNull(table()).champion(), judged);
    }

    private boolean isEarly(TaskJudged judged) {
        PromptsServed table = table();
        return table == null || judged.serial().compareTo(table.serial()) > 0;
    }

    private void handle(PromptsServed table, TaskJudged judged) {
        if (decision.has(keys.unit(judged))) {
            decision.ignore(IgnoreReason.DUPLICATE);
            return;
        }
        PromptsServed next = new ContestStep(decision, keys).handle(table, judged);
        if (!next.equals(table)) publishTable(next);
    }

    /** Handles a command that arrived before the current table. */
    private void handleEarlyCommand() {
        PromptsServed table = table();
        if (table == null) return;
        RolloutCommand command = decision.get(keys.command(table.serial()));
        if (command == null || isOfUnknownVersion(command)) return;
        // A command that does not apply now must not apply later, unexpectedly.
        decision.delete(keys.command(table.serial()));
        PromptsServed next = tables().after(table, command);
        if (next != null && tables().refusal(table, command).isEmpty()) publish(next, command);
        else decision.ignore(IgnoreReason.STALE);
    }

    /**
     * Returns the table after a promotion.
     *
     * @param share that the former champion keeps (METHOD §4.4 item 4)
     * @param by empty if no user asked for it
     */
    static PromptsServed promoted(
            PromptsServed table,
            Serving.Canary canary,
            double share,
            Instant at,
            String why,
            String by) {
        List<VersionId> earlier = new ArrayList<>(table.earlier());
        earlier.remove(canary.version());
        earlier.add(table.champion());
        if (earlier.size() > KEPT_CHAMPIONS) earlier.removeFirst();
        Serving holdback = new Serving.Holdback(table.champion(), share, at);
        return next(table, canary.version(), earlier, holdback, why, by);
    }

    /** {@code by} is empty if no user asked for it. */
    static PromptsServed back(PromptsServed table, VersionId to, String why, String by) {
        List<VersionId> earlier = new ArrayList<>(table.earlier());
        earlier.remove(to);
        return next(table, to, earlier, new Serving.Alone(), why, by);
    }

    static PromptsServed next(
            PromptsServed table,
            VersionId champion,
            List<VersionId> earlier,
            Serving serving,
            String why,
            String by) {
        return new PromptsServed(
                table.project(),
                champion,
                earlier,
                serving,
                why,
                by,
                table.serial().next(),
                table.marks());
    }

    private void publish(PromptsServed next, RolloutCommand command) {
        if (command instanceof ChallengerRejected rejected)
            new WaitingVersion(decision, keys).reject(rejected);
        publishTable(next);
    }

    private void publishTable(PromptsServed table) {
        decision.emit(table);
        store(table);
    }

    private CommandTable tables() {
        return new CommandTable(decision, keys);
    }

    private LabelStep labels() {
        return new LabelStep(decision, keys);
    }

    /** Starts the new table. Nothing of the previous table counts under it. */
    private void store(PromptsServed table) {
        decision.put(keys.table(), table);
        sweep(keys.commands(), keys.command(table.serial()).text());
        sweep(keys.early(), keys.early(table.serial()).text());
        decision.delete(keys.contest());
        decision.deleteAll(keys.units());
        List<TaskJudged> early = decision.all(keys.early(table.serial()));
        decision.deleteAll(keys.early(table.serial()));
        early.forEach(this::count);
        PromptsServed now = requireNonNull(table());
        if (now.equals(table)) handleEarlyCommand();
    }

    /** Deletes the rows of earlier serials. */
    private void sweep(RowPrefix<?> prefix, String first) {
        decision.keys(prefix).stream()
                .filter(key -> key.text().compareTo(first) < 0)
                .forEach(decision::delete);
    }

    /** Returns true if the version was new. */
    private boolean publish(PromptVersion version) {
        if (decision.has(keys.version(version.id()))) return false;
        decision.put(keys.version(version.id()), version);
        decision.emit(version);
        return true;
    }

    private @Nullable PromptsServed table() {
        return decision.get(keys.table());
    }
}
