package metatextgrad.model.live;

import static metatextgrad.model.live.GateContest.Stage.FAILED;
import static metatextgrad.model.live.GateContest.Stage.GUARDED;
import static metatextgrad.model.live.GateContest.Stage.OPEN;
import static metatextgrad.model.live.GateContest.Stage.PASSED;
import static metatextgrad.model.live.GateContest.Stage.PROMOTED;
import static metatextgrad.model.live.GateContest.Stage.SERVING;
import static metatextgrad.model.live.GateContest.Stage.UNDECIDED;
import static metatextgrad.model.live.GateContest.Stage.WORSE;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.live.GateContest.Stage;

/**
 * What can happen to a challenger, and the stage that follows (ADR 80). This is the only place that
 * states it: a {@link GateContest} has its last cause, and its stage follows from the cause. Pure.
 */
public final class ChallengerStateMachine {
    /** What happened to a challenger last. */
    public enum Cause {
        /** The challenger is new, and tasks of the gate are requested. */
        TASKS_REQUESTED(OPEN),
        /** The project has no right answers, so no gate tests its challengers. */
        NO_GATE(PASSED),
        /** The tasks of a round decide nothing, and more are requested. */
        ROUND_UNDECIDED(OPEN),
        /** The evidence for the challenger reached its threshold. */
        BETTER(PASSED),
        /** The evidence for the champion reached its threshold. */
        WORSE_AT_GATE(WORSE),
        /** The gate has used all tasks that the project allows, without a decision. */
        TASKS_USED(UNDECIDED),
        /** With the evidence so far, more tasks will hardly show a gain. */
        GAIN_UNLIKELY(UNDECIDED),
        /** The result of a later run took the place of the challenger. */
        SUPERSEDED(UNDECIDED),
        /** Another version is the champion now, so the comparison does not apply. */
        CHAMPION_CHANGED(UNDECIDED),
        /** The project scores answers by other rules now. */
        DEFINITION_CHANGED(UNDECIDED),
        /** Scores of the champion dropped, so earlier tasks do not count. */
        DRIFT_DETECTED(UNDECIDED),
        /** The challenger lacks a text that the project has frozen. */
        FROZEN_TEXT_MISSING(UNDECIDED),
        /** The challenger is better, but its answers cost too much more. */
        COST_GUARD(GUARDED),
        /** The challenger is better and costs no more, but its answers take too much longer. */
        LATENCY_GUARD(GUARDED),
        /** The answers of a version have no scores. */
        NO_SCORE(FAILED),
        /** The program of a version is not known any more. */
        VERSION_UNKNOWN(FAILED),
        /** A canary of the challenger began by the rule of the project. */
        CANARY_STARTED(SERVING),
        /** An operator let the challenger serve a part of the traffic. */
        APPROVED(SERVING),
        /** The challenger is the champion. */
        PROMOTED(Stage.PROMOTED),
        /** An operator rejected the challenger while it waited for traffic. */
        REJECTED(Stage.REJECTED),
        /** An operator pinned the champion, so the challenger waits for traffic again. */
        CHAMPION_PINNED(PASSED),
        /** Judged answers to users show that the challenger is worse. */
        WORSE_FOR_USERS(WORSE),
        /** An operator ended the canary. */
        CANARY_ROLLED_BACK(WORSE),
        /** The time of the canary is over without a decision. */
        CANARY_TIME_OVER(UNDECIDED),
        /** The canary has used all answers that it may use, without a decision. */
        CANARY_ANSWERS_USED(UNDECIDED),
        /** One version is judged more often than the other, so they cannot be compared. */
        FEEDBACK_MISMATCH(UNDECIDED),
        /** The challenger was promoted, and another version is the champion again. */
        PROMOTION_ROLLED_BACK(UNDECIDED);

        private final Stage stage;

        Cause(Stage stage) {
            this.stage = stage;
        }

        /** Returns the stage that follows. */
        public Stage stage() {
            return stage;
        }
    }

    private static final Map<Stage, Set<Cause>> MOVES = new EnumMap<>(Stage.class);

    static {
        allow(
                OPEN,
                Cause.ROUND_UNDECIDED,
                Cause.BETTER,
                Cause.WORSE_AT_GATE,
                Cause.TASKS_USED,
                Cause.GAIN_UNLIKELY,
                Cause.SUPERSEDED,
                Cause.CHAMPION_CHANGED,
                Cause.DEFINITION_CHANGED,
                Cause.DRIFT_DETECTED,
                Cause.FROZEN_TEXT_MISSING,
                Cause.COST_GUARD,
                Cause.LATENCY_GUARD,
                Cause.NO_SCORE,
                Cause.VERSION_UNKNOWN,
                Cause.PROMOTED);
        allow(
                PASSED,
                Cause.CANARY_STARTED,
                Cause.APPROVED,
                Cause.PROMOTED,
                Cause.REJECTED,
                Cause.CHAMPION_CHANGED,
                Cause.DEFINITION_CHANGED,
                Cause.DRIFT_DETECTED,
                Cause.FROZEN_TEXT_MISSING);
        allow(
                SERVING,
                Cause.PROMOTED,
                Cause.CHAMPION_PINNED,
                Cause.WORSE_FOR_USERS,
                Cause.CANARY_ROLLED_BACK,
                Cause.CANARY_TIME_OVER,
                Cause.CANARY_ANSWERS_USED,
                Cause.FEEDBACK_MISMATCH,
                Cause.DEFINITION_CHANGED,
                Cause.DRIFT_DETECTED);
        allow(PROMOTED, Cause.PROMOTION_ROLLED_BACK);
        // The other stages are final.
    }

    private ChallengerStateMachine() {}

    private static void allow(Stage stage, Cause... causes) {
        Set<Cause> moves = EnumSet.noneOf(Cause.class);
        moves.addAll(Arrays.asList(causes));
        MOVES.put(stage, moves);
    }

    /**
     * Checks a move.
     *
     * @throws IllegalStateException if this cannot happen at this stage
     */
    static void check(Stage from, Cause cause) {
        if (!MOVES.getOrDefault(from, Set.of()).contains(cause))
            throw new IllegalStateException(
                    "%s cannot happen to a challenger at stage %s".formatted(cause, from));
    }
}
