package metatextgrad.model.live;

import java.time.Instant;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.live.ChallengerStateMachine.Cause;

/**
 * A contest of a challenger with the champion on tasks of the gate. Both answer the same tasks.
 *
 * @param number of the contest in the life of the project, from 1
 * @param level it passes if its evidence reaches the inverse of the level
 * @param round number of requests for tasks so far; 0 if there is no gate
 * @param differences score of the challenger minus that of the champion, task by task
 * @param evidence that the challenger is better
 * @param championCost list cost of the champion's evaluations so far
 * @param challengerCost that of the challenger's, on the same tasks
 * @param cause what happened to the challenger last
 * @param begun contests of the project so far; more than {@code number} if later ones were lost
 * @param passed contests of the project that passed, this one included
 * @param at when its last tasks were drawn; 1970 before the first
 * @param reason what it waits for or how it ended, in one line
 * @param serial number of the record among all contests of the project; it only grows
 */
public record GateContest(
        ProjectId project,
        int number,
        VersionId challenger,
        VersionId champion,
        double level,
        int round,
        List<Double> differences,
        double evidence,
        Cost championCost,
        Cost challengerCost,
        Cause cause,
        int begun,
        int passed,
        Instant at,
        String reason,
        Serial serial)
        implements Event {
    /** The stages of a contest. */
    public enum Stage {
        OPEN,
        /** The challenger is better. It waits until it may serve a share. */
        PASSED,
        /** It serves a share. */
        SERVING,
        /** It is the champion. */
        PROMOTED,
        /** It is worse, on tasks of the gate or of the users. */
        WORSE,
        /** The contest ended without a decision; the cause states why. */
        UNDECIDED,
        /** It is better, but costs too much more, or takes too much longer. */
        GUARDED,
        /** A version could not be scored. */
        FAILED,
        /** An operator rejected it while it waited for a share. */
        REJECTED
    }

    /** Why a result passes that has no contest. */
    public static final String NO_GATE = "no gate: no truth";

    private static final String RUN = "@gate-";

    public GateContest {
        differences = List.copyOf(differences);
    }

    /** Returns the stage that follows from the cause. */
    public Stage stage() {
        return cause.stage();
    }

    /**
     * Returns the contest after this happened to the challenger.
     *
     * @param why in one line
     * @throws IllegalStateException if it cannot happen at the present stage
     */
    public GateContest after(Cause next, String why) {
        ChallengerStateMachine.check(stage(), next);
        return copy(next, begun, passed, why, serial);
    }

    /**
     * Returns the contest after a round.
     *
     * @param all differences of all rounds
     * @param value evidence of all rounds
     * @param drawn when the tasks of the round were drawn
     * @param why in one line
     * @throws IllegalStateException if a round does not end so
     */
    public GateContest judged(
            Cause next, List<Double> all, double value, Instant drawn, String why) {
        ChallengerStateMachine.check(stage(), next);
        return new GateContest(
                project,
                number,
                challenger,
                champion,
                level,
                round + (next.stage() == Stage.OPEN ? 1 : 0),
                all,
                value,
                championCost,
                challengerCost,
                next,
                begun,
                passed + (next.stage() == Stage.PASSED ? 1 : 0),
                drawn,
                why,
                serial);
    }

    /** Returns this contest as the present one, after a later one was lost. */
    public GateContest again(GateContest lost) {
        return copy(cause, lost.begun, lost.passed, reason, lost.serial);
    }

    /** Returns the same contest as record with this number. */
    public GateContest numbered(Serial next) {
        return copy(cause, begun, passed, reason, next);
    }

    /** Returns the contest after evaluations of both versions at these costs. */
    public GateContest spent(Cost byChampion, Cost byChallenger) {
        return new GateContest(
                project,
                number,
                challenger,
                champion,
                level,
                round,
                differences,
                evidence,
                championCost.plus(byChampion),
                challengerCost.plus(byChallenger),
                cause,
                begun,
                passed,
                at,
                reason,
                serial);
    }

    private GateContest copy(Cause next, int contests, int passes, String why, Serial record) {
        return new GateContest(
                project,
                number,
                challenger,
                champion,
                level,
                round,
                differences,
                evidence,
                championCost,
                challengerCost,
                next,
                contests,
                passes,
                at,
                why,
                record);
    }

    /** The run that the evaluations of this contest belong to. */
    public RunId run() {
        return new RunId("%s%s-%06d".formatted(RUN, project, number));
    }

    /** Whether tasks of the gate decide; without right answers there is no gate. */
    public boolean gated() {
        return round > 0;
    }

    /** Mean score of the challenger minus that of the champion; 0 before the first task. */
    public double gain() {
        return differences.stream().mapToDouble(d -> d).average().orElse(0);
    }

    /** Every contest of a project has a key, so that its table keeps all of them. */
    @Override
    public String key() {
        return "%s|%06d".formatted(project, number);
    }

    @Override
    public String partitionKey() {
        return project.value();
    }
}
