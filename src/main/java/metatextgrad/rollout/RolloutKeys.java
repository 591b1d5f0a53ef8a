package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.RowPrefix;
import metatextgrad.decide.Rows;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.LabelCommand;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AdaptSettings.Canary;
import metatextgrad.model.state.ChampionScores;
import metatextgrad.model.state.Contest;

/** The keys of one project's rows. */
record RolloutKeys(ProjectId project) {
    RowKey<PromptsServed> table() {
        return all().key("table", PromptsServed.class);
    }

    RowKey<PromptVersion> version(VersionId version) {
        return all().prefix("version", PromptVersion.class).key(version);
    }

    RowKey<Contest> contest() {
        return all().key("contest", Contest.class);
    }

    /** One row per unit that has counted in the current contest. */
    RowPrefix<TaskJudged> units() {
        return all().prefix("unit", TaskJudged.class);
    }

    RowKey<TaskJudged> unit(TaskJudged judged) {
        return units().key(judged.unit());
    }

    /** Commands about a serving table or a version that is not known yet. */
    RowPrefix<RolloutCommand> commands() {
        return all().prefix("command", RolloutCommand.class);
    }

    RowKey<RolloutCommand> command(Serial seen) {
        return commands().key(number(seen.number()));
    }

    /** Commands about labels or a version that are not known yet, by the revision they saw. */
    RowPrefix<LabelCommand> labelCommands() {
        return all().prefix("label", LabelCommand.class);
    }

    RowKey<LabelCommand> labelCommand(Serial seen) {
        return labelCommands().key(number(seen.number()));
    }

    /** Answers judged under a serving table that is not known yet, in the order of arrival. */
    RowPrefix<TaskJudged> early() {
        return all().prefix("early", TaskJudged.class);
    }

    RowPrefix<TaskJudged> early(Serial serial) {
        return early().prefix(number(serial.number()), TaskJudged.class);
    }

    RowKey<TaskJudged> early(Serial serial, int place) {
        return early(serial).key(number(place));
    }

    /** The last command to adapt. Contests continue after a command to stop. */
    RowKey<AdaptStarted> adapt() {
        return all().key("adapt", AdaptStarted.class);
    }

    /** Present while the project is stopped: nothing is contested or promoted by rule. */
    RowKey<AdaptStopped> stopped() {
        return all().key("stopped", AdaptStopped.class);
    }

    /** The last contest on tasks of the gate. */
    RowKey<GateContest> gate() {
        return all().key("gate", GateContest.class);
    }

    /** The last contest that was won by a version that has not served yet. */
    RowKey<GateContest> waiting() {
        return all().key("waiting", GateContest.class);
    }

    /** The last contest before an alarm or another definition: its version may have another one. */
    RowKey<GateContest> outdated() {
        return all().key("outdated", GateContest.class);
    }

    /** The newest result of a run that waits for a contest. */
    RowKey<ChallengerOffered> next() {
        return all().key("next", ChallengerOffered.class);
    }

    /** The last window that has closed. */
    RowKey<SetClosed> window() {
        return all().key("window", SetClosed.class);
    }

    /** The last window that had closed at the last alarm, or at another definition. */
    RowKey<SetClosed> ignoredWindow() {
        return all().key("ignored-window", SetClosed.class);
    }

    /** The result that waited when the scores of the round came. */
    RowKey<ChallengerOffered> later() {
        return all().key("later", ChallengerOffered.class);
    }

    /** The scores of the champion, as its detector of drift has them. */
    RowKey<ChampionScores> scores() {
        return all().key("scores", ChampionScores.class);
    }

    /** The last tasks whose scores count, by place and by id. */
    RowKey<TaskJudged> watched(int place) {
        return all().prefix("watched-place", TaskJudged.class).key(place);
    }

    RowKey<TaskJudged> watched(TaskId task) {
        return all().prefix("watched-task", TaskJudged.class).key(task);
    }

    /** The tasks of the current round of the contest. */
    RowKey<SetClosed> tasks() {
        return all().key("tasks", SetClosed.class);
    }

    /** The scores of the current round. */
    RowPrefix<GateScored> gateScores() {
        return all().prefix("gate-score", GateScored.class);
    }

    RowKey<GateScored> gateScore(TrialId trial) {
        return gateScores().key(trial);
    }

    /** Whether the stated rule serves and promotes what passed the gate. */
    boolean isAuto(Rows rows) {
        AdaptStarted started = rows.get(adapt());
        return started != null
                && !rows.has(stopped())
                && requireNonNull(started.project().adapt()).mode() == AdaptSettings.Mode.AUTO;
    }

    /** How a version of the project becomes the champion. */
    Canary canary(Rows rows) {
        AdaptStarted started = rows.get(adapt());
        return ApprovalRule.canary(started == null ? null : started.project());
    }

    /** Returns the number of judged answers of the versions that serve now. */
    int answers(Rows rows) {
        Contest judged = rows.get(contest());
        return judged == null ? 0 : judged.answers();
    }

    /** Returns when an answer was judged: at a fixed age (ADR 61). */
    Instant judgedAt(Rows rows, TaskJudged judged) {
        AdaptStarted started = rows.get(adapt());
        return started == null
                ? judged.served()
                : judged.served()
                        .plus(requireNonNull(started.project().adapt()).evidence().after());
    }

    private RowPrefix<Row> all() {
        return new RowPrefix<>(project + "|", Row.class);
    }

    private static String number(long number) {
        return "%019d".formatted(number);
    }
}
